import fc from 'fast-check';
import { readLineBatches } from './line-batches.js';
import type { LineBatch, Position } from './line-batches.js';
import { StreamContent } from './log-content.js';

const FROM_START = { offset: 0, unterminated: false };

async function batchesOf(
  text: string | Buffer,
  { start = FROM_START as Position, batchBytes = 1 << 20, takeUnterminated = false } = {},
): Promise<LineBatch[]> {
  const content = new StreamContent(() => once(Buffer.from(text)), false);
  const batches: LineBatch[] = [];
  for await (const batch of readLineBatches(content, start, {
    batchBytes: () => batchBytes,
    longestLine: batchBytes,
    takeUnterminated,
  }))
    batches.push(batch);
  return batches;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function linesOf(...args: Parameters<typeof batchesOf>): Promise<string[]> {
  return (await batchesOf(...args)).flatMap((batch) => batch.lines);
}

describe('readLineBatches', () => {
  it('takes complete lines and leaves an incomplete one', async () => {
    expect(await batchesOf('one\ntwo\nthr')).toEqual([
      { lines: ['one', 'two'], offset: 8, unterminated: false, isHole: false, remainderDropped: false },
    ]);
  });

  it('takes an incomplete last line when nothing more will come', async () => {
    const [batch] = await batchesOf('one\ntwo', { takeUnterminated: true });
    expect(batch).toEqual({
      lines: ['one', 'two'],
      offset: 7,
      unterminated: true,
      isHole: false,
      remainderDropped: false,
    });
  });

  it('takes the newline of a line that was taken without it as no line', async () => {
    const start = { offset: 3, unterminated: true };
    expect(await batchesOf('one\ntwo\n', { start })).toEqual([
      { lines: ['two'], offset: 8, unterminated: false, isHole: false, remainderDropped: false },
    ]);
    expect(await linesOf('one\r\ntwo\n', { start })).toEqual(['two']);
  });

  it('says that it dropped the rest of a line that was taken too early', async () => {
    const start = { offset: 2, unterminated: true };
    expect(await batchesOf('one\ntwo\n', { start })).toEqual([
      { lines: ['two'], offset: 8, unterminated: false, isHole: false, remainderDropped: true },
    ]);
  });

  it('keeps empty lines, CRLF or LF', async () => {
    expect(await linesOf('\none\r\n\ntwo\n')).toEqual(['', 'one', '', 'two']);
  });

  it('passes over the hole that copytruncate leaves, without the line behind it', async () => {
    expect(await linesOf('\0\0\0\0one\ntwo\n')).toEqual(['one', 'two']);
    expect(await linesOf('one\n\0\0\0two\n')).toEqual(['one', 'two']);
  });

  it('takes nothing while there is nothing but a hole', async () => {
    expect(await batchesOf('\0\0\0\0')).toEqual([]);
  });

  it('replaces invalid UTF-8 and keeps the line', async () => {
    const text = Buffer.concat([Buffer.from('a'), Buffer.from([0xf1]), Buffer.from('b\nnext\n')]);
    expect(await linesOf(text)).toEqual(['a\ufffdb', 'next']);
  });

  it('leaves out a byte order mark in front of the file', async () => {
    expect(await linesOf('\ufeffone\n\ufefftwo\n')).toEqual(['one', '\ufefftwo']);
  });

  it('takes the beginning of a line that is too long to hold, and drops the rest', async () => {
    const batches = await batchesOf(`${'x'.repeat(20)}\nnext\n`, { batchBytes: 8 });
    expect(batches.flatMap((batch) => batch.lines)).toEqual(['x'.repeat(8), 'next']);
    expect(batches.some((batch) => batch.remainderDropped)).toBe(true);
  });

  it('gives the same lines whatever the size of a batch', async () => {
    const line = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\n\r\0]/g, ''));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 64, max: 256 }), async (lines, batchBytes) => {
        const text = lines.map((each) => `${each}\n`).join('');
        expect(await linesOf(text, { batchBytes })).toEqual(lines);
      }),
    );
  });
});
