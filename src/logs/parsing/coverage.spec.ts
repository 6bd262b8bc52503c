import { Coverage, MAX_SHAPES, shapeOf } from './coverage.js';
import { LogParser } from './log-parser.js';

function coverageOf(...messages: string[]): Coverage {
  const parser = new LogParser({ timeZone: 'UTC' });
  const coverage = new Coverage();
  messages.forEach((message, second) => {
    const line = `2026-06-08T10:20:${String(second % 60).padStart(2, '0')}Z web1 ${message}`;
    coverage.record(parser.parse(line), line, parser.lastTime);
  });
  return coverage;
}

/** A number in letters only, so that a shape keeps it. */
const letters = (n: number): string => n.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)]!);

describe('coverage', () => {
  it('counts what is read, understood, ignored and not understood', () => {
    const coverage = coverageOf(
      'sshd[1]: Failed password for root from 192.0.2.10 port 4 ssh2',
      'sshd[1]: error: PAM: Authentication failure for root from 192.0.2.10',
      'sshd[1]: pam_unix(sshd:auth): check pass; user unknown',
      'sshd[1]: Frobbed user alice from 192.0.2.10 with "x y"',
      'sshd[2]: Frobbed user bob from 2001:db8::7 with "z"',
      'postfix[3]: hello',
    );
    expect(coverage.snapshot()).toMatchObject({
      linesRead: 6,
      sshLines: 5,
      understood: 2,
      stored: 1,
      ignored: 1,
      notUnderstood: 2,
    });
    expect(coverage.snapshot().shapes).toEqual([
      {
        shape: 'Frobbed user * from * with *',
        program: 'sshd',
        count: 2,
        firstSeen: Date.UTC(2026, 5, 8, 10, 20, 3),
        lastSeen: Date.UTC(2026, 5, 8, 10, 20, 4),
        sample: '2026-06-08T10:20:03Z web1 sshd[1]: Frobbed user alice from 192.0.2.10 with "x y"',
      },
    ]);
  });

  it('goes on from a snapshot', () => {
    const coverage = Coverage.from(coverageOf('sshd[1]: Frobbed').snapshot());
    coverage.record({ kind: 'unrecognised', program: 'sshd', message: 'Frobbed' }, 'Frobbed', null);
    expect(coverage.snapshot()).toMatchObject({ linesRead: 2, notUnderstood: 2, shapes: [{ count: 2 }] });
  });

  it('keeps a bounded number of shapes and counts the rest', () => {
    const coverage = coverageOf(...Array.from({ length: 500 }, (_, n) => `sshd[1]: ${letters(n)} frobbed`));
    const { shapes, shapesOverflow, notUnderstood } = coverage.snapshot();
    expect(shapes).toHaveLength(MAX_SHAPES);
    expect(shapesOverflow).toBe(500 - MAX_SHAPES);
    expect(notUnderstood).toBe(500);
  });

  it('keeps a shape and a sample short, and folds a long message in linear time', () => {
    for (const piece of ['x', ' ', '"', "'", '<', 'a:', '1', ' /', 'user ']) {
      expect(shapeOf(piece.repeat(1_000_000)).length).toBeLessThanOrEqual(160);
    }
    const [shape] = coverageOf(`sshd[1]: Frobbed ${'y'.repeat(10_000)}`).snapshot().shapes;
    expect(shape!.sample.length).toBeLessThanOrEqual(500);
  });
});
