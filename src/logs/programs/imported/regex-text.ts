import { ExpressionFault } from './regex-tree.js';
import type { ClassItem, RegexNode } from './regex-tree.js';

type LookNode = RegexNode & { readonly kind: 'look' };

/** How an expression is written for the engine. */
export interface RegexForm {
  /** True where `\d`, `\w` and `\s` are those of Unicode, as in Python; without, those of ASCII. */
  readonly isUnicode: boolean;
  /** True for the expression of the reversed text: what is looked at ahead lies behind there, which the engine can do. */
  readonly isReversed: boolean;
  /** Names of the groups that are kept; all others only group. */
  readonly keeps: (name: string) => boolean;
  /** What stands for a lookahead in an expression that is not reversed. */
  readonly lookahead: (node: LookNode) => string;
}

const UNICODE: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '\\p{L}\\p{N}_',
  s: '\\t-\\r\\x1c-\\x20\\x{85}\\p{Z}',
};
/** Python's blanks among ASCII; the engine's are fewer. */
const ASCII: Readonly<Record<string, string>> = { d: '0-9', w: '0-9A-Za-z_', s: '\\t-\\r\\x1c-\\x20' };

/** The expression in the engine's own notation. @throws ExpressionFault where that is not possible */
export function regexText(node: RegexNode, form: RegexForm): string {
  switch (node.kind) {
    case 'literal':
      return node.ignoreCase && isLetter(node.text) ? `(?i:${literalText(node.text)})` : literalText(node.text);
    case 'any':
      return node.dotAll ? '(?s:.)' : '.';
    case 'class':
      return classText(node, form);
    case 'anchor':
      return anchorText(node.anchor, form.isReversed);
    case 'group': {
      const body = regexText(node.body, form);
      return node.name !== null && form.keeps(node.name) ? `(?P<${node.name}>${body})` : `(?:${body})`;
    }
    case 'sequence': {
      const items = node.items.map((item) => regexText(item, form));
      return (form.isReversed ? items.toReversed() : items).join('');
    }
    case 'choice':
      return `(?:${node.options.map((option) => regexText(option, form)).join('|')})`;
    case 'repeat':
      return `(?:${regexText(node.body, form)})${quantifier(node)}${node.isLazy ? '?' : ''}`;
    case 'look':
      return lookText(node, form);
    default:
      return node satisfies never;
  }
}

function lookText(node: LookNode, form: RegexForm): string {
  if (!node.isAhead) {
    if (form.isReversed) throw new ExpressionFault('looks ahead and behind at once');
    return `(?<${node.negated ? '!' : '='}${regexText(node.body, { ...form, keeps: () => false })})`;
  }
  if (!form.isReversed) return form.lookahead(node);
  return `(?<${node.negated ? '!' : '='}${regexText(node.body, { ...form, keeps: () => false })})`;
}

function quantifier({ min, max }: { readonly min: number; readonly max: number }): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function anchorText(anchor: string, isReversed: boolean): string {
  const start = anchor === '^' || anchor === '\\A';
  const end = anchor === '$' || anchor === '\\Z';
  if (!start && !end) return anchor;
  const isLine = anchor === '^' || anchor === '$';
  const isStart = isReversed ? end : start;
  if (isLine) return isStart ? '^' : '$';
  return isStart ? '\\A' : '\\z';
}

function classText(node: RegexNode & { readonly kind: 'class' }, { isUnicode }: RegexForm): string {
  const { negated, items, ignoreCase } = node;
  const single = items.length === 1 ? items[0]! : null;
  if (single !== null && 'escape' in single) {
    const letter = single.escape.toLowerCase();
    const isOpposite = negated !== (letter !== single.escape);
    return `[${isOpposite ? '^' : ''}${(isUnicode ? UNICODE : ASCII)[letter]!}]`;
  }
  const text = `[${negated ? '^' : ''}${items.map((item) => itemText(item, isUnicode)).join('')}]`;
  return ignoreCase ? `(?i:${text})` : text;
}

function itemText(item: ClassItem, isUnicode: boolean): string {
  if ('escape' in item) {
    const letter = item.escape.toLowerCase();
    if (letter === item.escape) return (isUnicode ? UNICODE : ASCII)[letter]!;
    if (isUnicode && letter === 'd') return UNICODE['D']!;
    // The opposite of a class among other items: of ASCII's, which differs only for blanks and letters of other scripts.
    return { d: '\\D', w: '\\W', s: '\\S' }[letter]!;
  }
  return item.from === item.to ? literalText(item.from) : `${literalText(item.from)}-${literalText(item.to)}`;
}

function literalText(character: string): string {
  const code = character.codePointAt(0)!;
  if (code >= 0x20 && code < 0x7f) return /[A-Za-z0-9 ]/.test(character) ? character : `\\x{${code.toString(16)}}`;
  return `\\x{${code.toString(16)}}`;
}

function isLetter(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}
