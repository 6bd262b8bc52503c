import { csvText, ndjsonText } from './list-format.js';

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

async function* one(...views: object[]): AsyncGenerator<object[]> {
  yield views;
}

const csv = (...values: unknown[]): Promise<string> =>
  textOf(csvText(one(...values.map((value) => ({ value }))), ['value']));

describe('CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '\\u0009=1'],
    ['\r=1', '\\u000d=1'],
    ['＝1', "'＝1"],
    ['a\r=1', 'a\\u000d=1'],
    ['a\n=1', 'a\\u000a=1'],
    ['a","=1', '"a"",""=1"'],
    ['"=1"', '"""=1"""'],
    ['root', 'root'],
  ])('writes the text %j as %j', async (text, cell) => {
    expect(await csv(text)).toBe(`value\n${cell}\n`);
  });

  it('writes other values so that they can be read again', async () => {
    expect(await csv(-1, true, false, null, ['=1'], { a: '=1' })).toBe(
      'value\n-1\ntrue\nfalse\n\n"[""=1""]"\n"{""a"":""=1""}"\n',
    );
  });

  it('has a line of names where there is nothing else', async () => {
    expect(await textOf(csvText(one(), ['id', 'timestamp']))).toBe('id,timestamp\n');
  });
});

describe('NDJSON', () => {
  it('is one JSON text a line', async () => {
    expect(await textOf(ndjsonText(one({ a: 1 }, { a: 'b\nc' })))).toBe('{"a":1}\n{"a":"b\\nc"}\n');
  });
});
