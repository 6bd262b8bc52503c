import { ownCopy } from '../../../common/own-copy.js';
import type { LinePrefix, StampStyle } from './line-prefix.js';
import { BLANK, COMMA, DOT, digitsAt, endOfDigits, fractionMs, standsAt } from './scan.js';

/**
 * Most lines begin like the line before them: same day, hour and minute, same host. Recognising that costs two
 * comparisons instead of a scan. What is remembered is the text up to the seconds, and the text from there to the tag.
 */
export class SamePrefix {
  private upToTag = '';
  private upToMinute = '';
  private minuteMs = 0;
  private afterSeconds = '';
  private hostAt = 0;
  private host = '';
  private month = 0;
  private day = 0;
  private kind: 'yearless' | 'local' | 'instant' = 'local';
  private style: StampStyle = 'none';

  /** Where the tag begins, if all before it is as in the last line, the second included. */
  recallAll(prefix: LinePrefix): number {
    const tagAt = this.upToTag.length;
    if (tagAt === 0 || !standsAt(prefix.text, this.upToTag, 0)) return -1;
    this.fillHost(prefix, tagAt - this.afterSeconds.length);
    prefix.repeatsTime = true;
    return tagAt;
  }

  /** Where the tag begins, if `prefix.text` begins like the remembered line; its time and host are then filled in. */
  recall(prefix: LinePrefix): number {
    const { text, stamp } = prefix;
    const secondsAt = this.upToMinute.length;
    if (secondsAt === 0 || !text.startsWith(this.upToMinute)) return -1;
    const seconds = digitsAt(text, secondsAt);
    if (seconds < 0 || seconds > 59) return -1;
    const code = text.charCodeAt(secondsAt + 2);
    const fractional = code === DOT || code === COMMA;
    const tailAt = fractional ? endOfDigits(text, secondsAt + 3) : secondsAt + 2;
    if ((fractional && tailAt === secondsAt + 3) || !text.startsWith(this.afterSeconds, tailAt)) return -1;
    stamp.kind = this.kind;
    stamp.month = this.month;
    stamp.day = this.day;
    stamp.ms = this.minuteMs + seconds * 1000 + (fractional ? fractionMs(text, secondsAt + 3, tailAt) : 0);
    this.fillHost(prefix, tailAt);
    const tagAt = tailAt + this.afterSeconds.length;
    // Times with a fraction hardly ever repeat.
    this.upToTag = fractional ? '' : ownCopy(text.slice(0, tagAt));
    return tagAt;
  }

  private fillHost(prefix: LinePrefix, tailAt: number): void {
    prefix.stampStyle = this.style;
    prefix.hostStart = prefix.headerStart = tailAt + this.hostAt;
    prefix.hostEnd = prefix.hostStart + this.host.length;
    prefix.namedHost = this.host;
  }

  /** The time of another line stands between: no line repeats the remembered one's any more. */
  forget(): void {
    this.upToTag = '';
  }

  /** Remembers a line whose stamp has its seconds at `secondsAt` and whose header is `host prog[pid]:`. */
  remember(prefix: LinePrefix): void {
    const { text, stamp } = prefix;
    const { secondsAt } = stamp;
    const code = text.charCodeAt(secondsAt + 2);
    const fractional = code === DOT || code === COMMA;
    const tailAt = fractional ? endOfDigits(text, secondsAt + 3) : secondsAt + 2;
    const seconds = digitsAt(text, secondsAt);
    this.forget();
    if (stamp.kind === 'none' || seconds < 0 || seconds > 59 || prefix.programStart - tailAt > 300) return;
    if (text.charCodeAt(prefix.programStart - 1) !== BLANK) return;
    this.upToTag = ownCopy(text.slice(0, prefix.programStart));
    this.upToMinute = ownCopy(text.slice(0, secondsAt));
    this.afterSeconds = ownCopy(text.slice(tailAt, prefix.programStart));
    this.minuteMs = stamp.ms - seconds * 1000 - (fractional ? fractionMs(text, secondsAt + 3, tailAt) : 0);
    this.hostAt = prefix.hostStart - tailAt;
    this.host = ownCopy(text.slice(prefix.hostStart, prefix.hostEnd));
    this.month = stamp.month;
    this.day = stamp.day;
    this.kind = stamp.kind;
    this.style = prefix.stampStyle;
  }
}
