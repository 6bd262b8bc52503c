import { IniFault } from './ini.js';
import type { MergedConfig } from './config-files.js';

const MAX_DEPTH = 40;
const MAX_LENGTH = 200_000;
const MAX_REPLACEMENTS = 25;
/** References that one configuration may have put in, all told: each may refer to several others. */
const MAX_REFERENCES = 50_000;
const DEFAULT = 'DEFAULT';
const NAME = /^%\(([^)]+)\)s/;

/** Options of a configuration with what they refer to put in. */
export class Interpolation {
  private references = 0;

  /** @param given options that count before those of the files: arguments in brackets, options of a jail */
  constructor(
    private readonly config: MergedConfig,
    private readonly given: ReadonlyMap<string, string>,
  ) {}

  has(section: string): boolean {
    return this.config.sections.has(section);
  }

  /** Names of a section's own options, without those of `[DEFAULT]`. */
  names(section: string): readonly string[] {
    return [...(this.config.sections.get(section)?.keys() ?? [])];
  }

  /**
   * An option with its `%(…)s` put in; null where there is none of that name. `%%` is a percent sign.
   *
   * @throws IniFault where it refers to what does not exist, or to itself
   */
  option(section: string, name: string): string | null {
    const raw = this.rawOption(section, name);
    return raw === null ? null : this.interpolated(section, raw, 0);
  }

  /** The same without the options that are given. */
  ownOption(section: string, name: string): string | null {
    const raw = this.config.sections.get(section)?.get(name) ?? null;
    return raw === null ? null : this.interpolated(section, raw, 0);
  }

  private rawOption(section: string, name: string): string | null {
    const { sections } = this.config;
    return this.given.get(name) ?? sections.get(section)?.get(name) ?? sections.get(DEFAULT)?.get(name) ?? null;
  }

  private interpolated(section: string, raw: string, depth: number): string {
    if (depth > MAX_DEPTH) throw new IniFault('refers to itself by %(…)s');
    this.references += 1;
    if (this.references > MAX_REFERENCES) throw new IniFault(`has more than ${MAX_REFERENCES} references by %(…)s`);
    let text = '';
    for (let at = 0; at < raw.length;) {
      const next = raw.indexOf('%', at);
      if (next < 0) return bounded(text + raw.slice(at));
      text += raw.slice(at, next);
      if (raw[next + 1] === '%') {
        text += '%';
        at = next + 2;
        continue;
      }
      const found = NAME.exec(raw.slice(next, next + 200));
      if (found === null) throw new IniFault(`has a % that is neither %% nor %(name)s: ${raw.slice(next, next + 20)}`);
      text += bounded(this.referred(section, found[1]!, depth));
      at = next + found[0].length;
    }
    return bounded(text);
  }

  private referred(section: string, name: string, depth: number): string {
    if (name === '__name__') return section;
    const lower = name.toLowerCase();
    const [, from, option] = /^([\w-]+)\/(.+)$/.exec(name) ?? [];
    const raw =
      option === undefined
        ? this.rawOption(section, lower)
        : this.optionElsewhere(section, from!, option.toLowerCase());
    if (raw === null) throw new IniFault(`refers to %(${name})s, which does not exist`);
    return this.interpolated(section, raw, depth + 1);
  }

  /** `known/name`, `default/name` or `section/name`; falls back to `[DEFAULT]`. */
  private optionElsewhere(section: string, from: string, option: string): string | null {
    const { sections, known } = this.config;
    const fallback = sections.get(DEFAULT)?.get(option) ?? null;
    const kind = from.toLowerCase();
    if (kind === 'default') return fallback;
    if (kind === 'known') return known.get(section)?.get(option) ?? fallback;
    return sections.get(from)?.get(option) ?? fallback;
  }

  /** The value that `<tag>` stands for in the definition of a filter; null: it is none of the files' tags. */
  tag(section: string, tag: string): string | null {
    const [, from, option] = /^([\w-]+)\/([^\s>]+)$/.exec(tag) ?? [];
    if (option !== undefined) {
      const other = from!.toLowerCase() === 'default' ? DEFAULT : from!;
      const known =
        from!.toLowerCase() === 'known' ? this.config.known.get(section)?.get(option.toLowerCase()) : undefined;
      if (known !== undefined) return this.interpolated(section, known, 0);
      const raw =
        this.config.sections.get(other)?.get(option.toLowerCase()) ??
        this.config.sections.get(DEFAULT)?.get(option.toLowerCase());
      if (raw !== undefined) return this.interpolated(other, raw, 0);
      return null;
    }
    return this.option(section, tag.toLowerCase());
  }
}

const TAG = /<([^ <>]+)>/g;

/**
 * A text with its `<tag>`s replaced, those within what they stand for, too; what `valueOf` does not know stays.
 *
 * @throws IniFault where a tag refers to itself
 */
export function replaceTags(text: string, valueOf: (tag: string) => string | null): string {
  const counts = new Map<string, number>();
  let value = text;
  for (let from = 0; ;) {
    TAG.lastIndex = from;
    const found = TAG.exec(value);
    if (found === null) return value;
    const tag = found[1]!;
    const replacement = valueOf(tag);
    if (replacement === null) {
      from = found.index + found[0].length;
      continue;
    }
    const count = (counts.get(tag) ?? 0) + 1;
    if (count > MAX_REPLACEMENTS) throw new IniFault(`refers to itself by <${tag}>`);
    counts.set(tag, count);
    value = bounded(value.replaceAll(found[0], () => replacement));
    // What was put in may make a tag with what stands in front of it, such as `<mode-<kind>>`.
    from = 0;
  }
}

function bounded(text: string): string {
  if (text.length > MAX_LENGTH) throw new IniFault(`is longer than ${MAX_LENGTH} characters with what it refers to`);
  return text;
}
