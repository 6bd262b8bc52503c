import { Stamp } from '../time/stamp.js';
import type { LinePrefix } from './line-prefix.js';
import { BLANK, CLOSE_BRACKET, COLON, OPEN_BRACKET, endOfDigits } from './scan.js';
import { readClassicStamp } from './stamps.js';

const unusedStamp = new Stamp();

/** What some systems write between the tag and the message of sshd is no part of the message. */
export function skipMessageDecorations(prefix: LinePrefix): void {
  const code = prefix.text.charCodeAt(prefix.messageStart);
  if (code === OPEN_BRACKET) {
    skipSolarisId(prefix);
    if (prefix.program?.program.stampsMessages === true) skipDropbearStamp(prefix);
  } else if (code === 107 && prefix.text.startsWith('kernel:[', prefix.messageStart)) {
    skipKernelUptime(prefix);
  } else if (code === 0xfeff) {
    prefix.messageStart++;
  }
}

/** Solaris: `[ID 800047 auth.info] message`. */
function skipSolarisId(prefix: LinePrefix): void {
  const { text, messageStart } = prefix;
  if (!text.startsWith('[ID ', messageStart)) return;
  const digitsEnd = endOfDigits(text, messageStart + 4);
  const close = text.indexOf(']', digitsEnd);
  if (digitsEnd === messageStart + 4 || close < 0 || close - digitsEnd > 40) return;
  prefix.messageStart = close + (text.charCodeAt(close + 1) === BLANK ? 2 : 1);
}

/** dropbear without syslog: `[4242] Jun 08 10:20:30 message`. The outer time counts. */
function skipDropbearStamp(prefix: LinePrefix): void {
  const { text, messageStart } = prefix;
  const digitsEnd = endOfDigits(text, messageStart + 1);
  if (text.charCodeAt(digitsEnd) !== CLOSE_BRACKET || text.charCodeAt(digitsEnd + 1) !== BLANK) return;
  const end = readClassicStamp(text, digitsEnd + 2, unusedStamp);
  if (end > 0 && text.charCodeAt(end) === BLANK) prefix.messageStart = end + 1;
}

/** Embedded systems: `kernel:[  970.699396] message` or `kernel:[  970.699396]: message`. */
function skipKernelUptime(prefix: LinePrefix): void {
  const { text, messageStart } = prefix;
  const close = text.indexOf(']', messageStart);
  if (close < 0 || close - messageStart > 40) return;
  let next = close + 1;
  if (text.charCodeAt(next) === COLON) next++;
  prefix.messageStart = text.charCodeAt(next) === BLANK ? next + 1 : next;
}
