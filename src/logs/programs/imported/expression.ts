import { RE2JS, RE2JSException } from 're2js';
import { regexText } from './regex-text.js';
import type { RegexForm } from './regex-text.js';
import { ExpressionFault, parseRegex } from './regex-tree.js';
import type { RegexNode } from './regex-tree.js';
import { expandTags } from './tags.js';

/** What the named groups of an expression have found, by name; groups that took no part are left out. */
export type Groups = Readonly<Record<string, string>>;

/** What re2js takes, and what one character of a text can cost at most. */
const MAX_STATES = 20_000;

/** A condition that is looked at where the expression has come to a place. */
interface Lookahead {
  readonly group: string;
  readonly condition: RE2JS;
  readonly negated: boolean;
}

/** Engine's forms of one expression: of ASCII classes, or of Unicode's. */
interface Compiled {
  /** Without what it looks ahead for; that is checked where it has come to. */
  readonly forward: RE2JS;
  readonly lookaheads: readonly Lookahead[];
  /** Null where it looks nowhere. */
  readonly exact: {
    /** The expression of the reversed text: says whether it matches. */
    readonly reversed: RE2JS;
    /** The expression without the ways through it that look ahead. */
    readonly around: RE2JS;
  } | null;
}

/**
 * One expression of a filter, in linear time. Lookaheads, which the engine lacks, are lookbehinds of the reversed text, which
 * it has: they decide whether the expression matches. What its groups hold comes from the expression without them, where
 * what that found meets them, so that it is the same that Python finds.
 */
export class ImportedExpression {
  readonly tree: RegexNode;
  private readonly ascii: Compiled;
  private unicode: Compiled | null = null;
  private readonly hasClasses: boolean;

  /**
   * @param text with fail2ban's tags, such as `<HOST>`
   * @param isMultiLine true where `^` and `$` also hold at the ends of lines
   * @throws ExpressionFault where it cannot be matched in linear time, or is no expression
   */
  constructor(
    readonly text: string,
    private readonly isMultiLine = false,
  ) {
    this.tree = parseRegex(expandTags(text));
    this.hasClasses = /\\[dws]/i.test(text) || /<(?:HOST|DNS|F-DNS\/|F-ID\/|F-PORT\/)>/.test(text);
    this.ascii = this.compile(false);
  }

  /** What its groups have found where it first matches in the text; null where it does not. */
  match(text: string): Groups | null {
    // Python's classes are those of Unicode, which cost more: they differ only where the text does.
    const compiled = this.hasClasses && !isAscii(text) ? (this.unicode ??= this.compile(true)) : this.ascii;
    const { forward, lookaheads, exact } = compiled;
    if (!forward.test(text)) return null;
    const found = search(forward, text);
    if (exact === null || found === null) return found?.groups ?? null;
    const behind = exact.reversed.test(backwards(text)) ? search(exact.reversed, backwards(text)) : null;
    if (behind === null) return null;
    if (lookaheads.every((each) => holds(each, text, found))) return groupsOf(found.groups);
    // The way that was taken is closed. The next best is one that looks nowhere, or else any.
    const around = search(exact.around, text);
    if (around !== null) return around.groups;
    return Object.fromEntries(Object.entries(behind.groups).map(([name, value]) => [name, backwards(value)]));
  }

  private compile(isUnicode: boolean): Compiled {
    const lookaheads: Lookahead[] = [];
    const form: RegexForm = {
      isUnicode,
      isReversed: false,
      keeps: isKeptGroup,
      lookahead: (node) => {
        const group = `${LOOKAHEAD}${lookaheads.length}`;
        const body = regexText(node.body, { ...form, keeps: () => false, lookahead: refuseNested });
        lookaheads.push({ group, condition: this.engine(`\\A(?:${body})`), negated: node.negated });
        return `(?P<${group}>)`;
      },
    };
    const forward = this.engine(regexText(this.tree, form));
    if (lookaheads.length === 0) return { forward, lookaheads, exact: null };
    const reversed = this.engine(regexText(this.tree, { ...form, isReversed: true }));
    const around = this.engine(regexText(this.tree, { ...form, lookahead: () => NEVER }));
    return { forward, lookaheads, exact: { reversed, around } };
  }

  private engine(text: string): RE2JS {
    const regex = compile(text, this.isMultiLine ? RE2JS.MULTILINE : 0);
    if (regex.programSize() > MAX_STATES) throw new ExpressionFault(`needs more than ${MAX_STATES} states`);
    return regex;
  }
}

const LOOKAHEAD = 'lookahead_';
/** Matches nothing. */
const NEVER = '[^\\x00-\\x{10FFFF}]';

function refuseNested(): string {
  throw new ExpressionFault('looks ahead within a lookahead');
}

function compile(text: string, flags: number): RE2JS {
  try {
    return RE2JS.compile(text, flags | RE2JS.LOOKBEHINDS);
  } catch (error) {
    if (error instanceof RE2JSException)
      throw new ExpressionFault(`cannot be matched in linear time (${error.message})`);
    throw error;
  }
}

/** Names of fail2ban's that become fields, or say what becomes of a line. */
function isKeptGroup(name: string): boolean {
  return KEPT_GROUPS.test(name);
}

const KEPT_GROUPS =
  /^(?:ip4|ip6|dns|cidr|fid|fport|user|method|content|mlfid|nofail|mlfforget|mlfgained|skiplines\d+|alt_(?:user|host|ip4|ip6|dns|fid)(?:_?\d+)?|host|path)$/;

interface Found {
  readonly groups: Readonly<Record<string, string>>;
  /** Where each group begins. */
  readonly start: (group: string) => number;
}

function search(regex: RE2JS, text: string): Found | null {
  const matcher = regex.matcher(text);
  if (!matcher.find()) return null;
  const groups: Record<string, string> = {};
  for (const name of Object.keys(regex.namedGroups())) {
    const value = matcher.group(name);
    if (value !== null && value !== undefined) groups[name] = value;
  }
  return { groups, start: (group) => matcher.start(group) };
}

/** A repetition may have come by several places, of which only the last is known: then the reversed expression decides. */
function holds({ group, condition, negated }: Lookahead, text: string, found: Found): boolean {
  const at = found.groups[group] === undefined ? -1 : found.start(group);
  // Nothing was looked for on the way that was taken.
  if (at < 0) return true;
  return condition.test(text.slice(at)) !== negated;
}

function groupsOf(groups: Groups): Groups {
  return Object.fromEntries(Object.entries(groups).filter(([name]) => !name.startsWith(LOOKAHEAD)));
}

function backwards(text: string): string {
  return [...text].toReversed().join('');
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}
