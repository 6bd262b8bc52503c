import { readSourceAddress } from '../../src/net/ip-address.js';
import { FORM_EXAMPLES } from './form-examples.js';
import type { Below } from './hostile-lines.js';
import { PREFIX_EXAMPLES } from './prefix-examples.js';

const PIECES = [
  ' from ',
  ' port ',
  ' rhost=',
  '[',
  ']',
  ': ',
  '  ',
  ' ssh2',
  '\u0000',
  '\ufffd',
  '{',
  '"',
  '<38>1 ',
  'type=',
];

/** A valid line of any form behind any prefix, with up to four random changes anywhere. */
export function mutatedLine(below: Below): string {
  const example = FORM_EXAMPLES[below(FORM_EXAMPLES.length)]!;
  const prefix = PREFIX_EXAMPLES[below(PREFIX_EXAMPLES.length)]!;
  let line = prefix.line(example.program ?? 'sshd', below(30_000), example.message);
  for (let changes = below(5); changes > 0; changes--) line = mutate(line, below);
  return line;
}

function mutate(text: string, below: Below): string {
  const at = below(text.length + 1);
  const until = Math.min(text.length, at + below(12));
  switch (below(5)) {
    case 0:
      return text.slice(0, at) + text.slice(until);
    case 1:
      return text.slice(0, until) + text.slice(at);
    case 2:
      return text.slice(0, at) + String.fromCharCode(below(256)) + text.slice(at + 1);
    case 3:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + PIECES[below(PIECES.length)]! + text.slice(at);
  }
}

/** True where an address stands in the line as a word of its own, with or without a port behind a colon. */
export function holdsAddress(line: string, ip: string): boolean {
  const words = (line.startsWith('{') ? messageOf(line) : line).split(/[^\w.:%-]+/);
  return words.some((word) => {
    const spellings = [word, word.replace(/:$/, ''), word.replace(/:\d*:?$/, ''), word.replace(/-\d*$/, '')];
    return spellings.some((spelling) => readSourceAddress(spelling).ip === ip);
  });
}

/** The MESSAGE of a JSON line with its escapes resolved; the line itself where a change has made it something else. */
function messageOf(line: string): string {
  try {
    const { MESSAGE } = JSON.parse(line) as { MESSAGE: string | number[] };
    return typeof MESSAGE === 'string' ? MESSAGE : Buffer.from(MESSAGE).toString('utf8');
  } catch {
    return line;
  }
}
