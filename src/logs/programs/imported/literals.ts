import type { RegexNode } from './regex-tree.js';

/** Texts of which a line must have one for an expression to match; null: it may match lines without any. */
export type NeededTexts = readonly string[] | null;

const MIN_LENGTH = 3;
const MAX_TEXTS = 24;
/** More lists than these let hardly fewer lines through. */
const MAX_LISTS = 6;

/**
 * What a line must hold for the expression to match it. The time is cut out of a line before it is matched, always between two
 * characters that are of no word: no text that is looked for spans such a place.
 */
export function neededTexts(node: RegexNode): NeededTexts {
  const found = best(candidates(node));
  return found === null || Math.min(...found.map(({ length }) => length)) < MIN_LENGTH ? null : found;
}

/** All that a line must hold for an expression to match it: one text of each list. */
export function allNeededTexts(node: RegexNode): readonly (readonly string[])[] {
  return candidates(node)
    .filter((texts) => texts.length > 0 && Math.min(...texts.map(({ length }) => length)) >= MIN_LENGTH)
    .toSorted((a, b) => scoreOf(b) - scoreOf(a))
    .slice(0, MAX_LISTS);
}

/** Of texts that are needed by one expression or another: all of them; null where one needs none. */
export function neededByAny(each: readonly NeededTexts[]): NeededTexts {
  const texts = new Set<string>();
  for (const needed of each) {
    if (needed === null) return null;
    for (const text of needed) texts.add(text);
  }
  return texts.size === 0 ? null : [...texts];
}

/** From so many texts on, one regular expression of them is quicker than to look for each. */
const MANY_TEXTS = 5;

/** Whether a line has one of the texts; the time this takes grows with the line alone. */
export function holdsOneOf(texts: readonly string[]): (line: string) => boolean {
  if (texts.length < MANY_TEXTS) return (line) => texts.some((text) => line.includes(text));
  const regex = new RegExp(texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|'));
  return (line) => regex.test(line);
}

/** Texts that a part cannot match without: each list is an alternative way to ask. */
function candidates(node: RegexNode): (readonly string[])[] {
  switch (node.kind) {
    case 'literal':
      return exactText(node) === null ? [] : [[node.text]];
    case 'group':
      return candidates(node.body);
    case 'repeat':
      return node.min > 0 ? candidates(node.body) : [];
    case 'choice': {
      const options = node.options.map((option) => best(candidates(option)));
      const texts = options.flatMap((option) => option ?? []);
      return options.includes(null) || texts.length > MAX_TEXTS ? [] : [texts];
    }
    case 'sequence':
      return ofSequence(node.items);
    case 'any':
    case 'class':
    case 'anchor':
    case 'look':
      return [];
    default:
      return node satisfies never;
  }
}

function ofSequence(items: readonly RegexNode[]): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  let run = '';
  const endRun = (): void => {
    for (const part of parts(run)) found.push([part]);
    run = '';
  };
  for (const item of flattened(items)) {
    const text = exactText(item);
    if (text !== null) {
      run += text;
      continue;
    }
    if (item.kind === 'anchor' || item.kind === 'look') continue;
    endRun();
    found.push(...candidates(item));
  }
  endRun();
  return found;
}

function flattened(items: readonly RegexNode[]): RegexNode[] {
  return items.flatMap((item) => {
    if (item.kind === 'group') return flattened([item.body]);
    return item.kind === 'sequence' ? flattened(item.items) : [item];
  });
}

/** The one text that a part matches; null where it may match others. */
function exactText(node: RegexNode): string | null {
  if (node.kind === 'literal')
    return node.ignoreCase && node.text.toLowerCase() !== node.text.toUpperCase() ? null : node.text;
  return null;
}

/** A run of characters between the places where a time may have been cut out, and line ends. */
function parts(run: string): string[] {
  return run.split(/(?<=\W)(?=\W)|\n/).filter((part) => part !== '');
}

function scoreOf(texts: readonly string[]): number {
  return Math.min(...texts.map(({ length }) => length), 12) * 4 - texts.length;
}

/** The one whose shortest text is longest, and of those the one with fewest texts. */
function best(found: readonly (readonly string[])[]): readonly string[] | null {
  let chosen: readonly string[] | null = null;
  let score = -1;
  for (const texts of found) {
    if (texts.length === 0) continue;
    const value = scoreOf(texts);
    if (value > score) {
      score = value;
      chosen = texts;
    }
  }
  return chosen;
}
