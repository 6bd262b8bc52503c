import { visibleText } from '../../common/visible-text.js';
import { isFault } from '../setting.js';
import type { ReadFile, Setting } from '../setting.js';

type SettingTable = Readonly<Record<string, Setting<unknown>>>;

/** True for what YAML calls a mapping. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The fields of one channel in the file, read by the same settings as the environment. Every secret can also be given
 * as `<key>_file`, the path of a file that holds it. Faults name the field's path and never repeat a secret.
 */
export class ChannelFields {
  private readonly fields: Record<string, unknown>;
  private readonly known = new Set<string>();
  private anyAccepted = false;

  constructor(
    content: unknown,
    private readonly path: string,
    private readonly readFile: ReadFile,
    private readonly faults: string[],
  ) {
    this.fields = isMapping(content) ? content : {};
    if (!isMapping(content)) faults.push(`whose ${path} must hold fields such as name and type`);
  }

  /** The text of a field; empty where it is not given. A list is joined by commas. */
  text(key: string): string {
    this.known.add(key);
    const value = this.fields[key] ?? '';
    const items = Array.isArray(value) ? value : [value];
    if (items.every((item) => typeof item === 'string')) return items.join(',').trim();
    this.report(key, 'must be a text or a list of texts');
    return '';
  }

  /** The values of a table of settings; those that are not given have their defaults. */
  all(table: SettingTable): Record<string, unknown> {
    return Object.fromEntries(Object.entries(table).map(([key, setting]) => [key, this.value(key, setting)]));
  }

  /** The values of a table of settings, as far as they are given. */
  given(table: SettingTable): Record<string, unknown> {
    const given = Object.entries(table).filter(([key]) => this.text(key) !== '');
    return Object.fromEntries(given.map(([key, setting]) => [key, this.value(key, setting)]));
  }

  report(key: string, fault: string): void {
    this.faults.push(`whose ${this.path}.${key} ${fault}`);
  }

  /** Reports the fields that nobody has asked for. */
  refuseOthers(): void {
    if (this.anyAccepted) return;
    for (const key of Object.keys(this.fields).filter((each) => !this.known.has(each)))
      this.report(visibleText(key, 60), `is not known; known are ${[...this.known].join(', ')}`);
  }

  /** For a channel whose type is not known: nobody can say which fields it has. */
  acceptOthers(): void {
    this.anyAccepted = true;
  }

  private value(key: string, setting: Setting<unknown>): unknown {
    const text = setting.secret ? this.secretText(key) : this.text(key);
    const value = setting.parse(text === '' ? setting.defaultText : text, this.readFile);
    if (!isFault(value)) return value;
    const given = setting.secret || setting.faultsQuote ? '' : `, not '${visibleText(text, 60)}'`;
    for (const fault of [value.fault].flat()) this.report(key, `${fault}${given}`);
    return undefined;
  }

  private secretText(key: string): string {
    const direct = this.text(key);
    const path = this.text(`${key}_file`);
    if (path === '') return direct;
    if (direct !== '') this.report(key, `and ${key}_file are both set; keep one of them`);
    try {
      return this.readFile(path).trim();
    } catch (error) {
      this.report(`${key}_file`, `names a file that cannot be read: ${(error as Error).message}`);
      return '';
    }
  }
}
