import type { RegexNode } from './regex-tree.js';

/** Whether what a client sends can decide which address an expression takes. */

/** Groups that hold the address. */
const ADDRESS_GROUPS = new Set(['ip4', 'ip6', 'dns', 'fid']);
/** Groups that hold a user's name. */
const USER_GROUP = /^(?:alt_)?user/;
/** A class that takes all of these can take what a line has around an address, and an address of IPv4. */
const TELLING = ' a1.';

/** What stands on either side of the address in an expression. */
export interface AddressPlace {
  /** True where all that stands in front of the address can be told from it: nothing may be skipped to come to it. */
  readonly isFixedBefore: boolean;
  /** The same of what stands behind it, up to the end of the line. */
  readonly isFixedBehind: boolean;
}

/**
 * Whether an expression finds the address at a place that the client's text cannot move: from the start of the line through what
 * holds no blank, or from its end likewise. Null where it has no address.
 */
export function addressPlace(node: RegexNode): AddressPlace | null {
  const place = scan(flat(node));
  return place;
}

/** True where an expression may take an address that the client has written. @param within the place of the text that it is for */
export function isForgeable(node: RegexNode, within: AddressPlace = WHOLE_LINE): boolean {
  const place = addressPlace(node);
  if (place === null) return false;
  // What has no address of its own is named by a text that nothing says is one.
  if (!holds(node, (name) => ADDRESS_GROUPS.has(name) && name !== 'fid')) return true;
  return !(place.isFixedBefore && within.isFixedBefore) && !(place.isFixedBehind && within.isFixedBehind);
}

const WHOLE_LINE: AddressPlace = { isFixedBefore: true, isFixedBehind: true };

/** Where the text begins and ends that an expression hands on as `<F-CONTENT>`; null where it hands on none. */
export function contentPlace(prefix: RegexNode): AddressPlace | null {
  return scan(flat(prefix), (name) => name === 'content');
}

type Item = RegexNode;

function flat(node: RegexNode): readonly Item[] {
  if (node.kind === 'sequence') return node.items.flatMap(flat);
  if (node.kind === 'group' && (node.name === null || !isWanted(node.name))) return flat(node.body);
  return [node];
}

function isWanted(name: string): boolean {
  return ADDRESS_GROUPS.has(name) || name === 'content' || USER_GROUP.test(name);
}

function scan(
  items: readonly Item[],
  isSought: (name: string) => boolean = (name) => ADDRESS_GROUPS.has(name),
): AddressPlace | null {
  const at = items.findIndex((item) => holds(item, isSought));
  if (at < 0) return null;
  const before = items.slice(0, at);
  const behind = items.slice(at + 1);
  const item = items[at]!;
  let place: AddressPlace = {
    isFixedBefore: isAnchored(before, ['^', '\\A']) && !mayTakeAnything(before) && !mayStopEarly(before),
    // From the end back, what may be any word could have the same in it once more.
    isFixedBehind: isAnchored(behind, ['$', '\\Z']) && !mayTakeAnything(behind) && areDelimited(behind),
  };
  if (item.kind === 'group' && item.name !== null && isSought(item.name)) return place;
  for (const option of optionsOf(item)) {
    const inner = scan(['^', ...flat(option), '$'].map(asItem), isSought);
    if (inner === null) continue;
    place = {
      isFixedBefore: place.isFixedBefore && inner.isFixedBefore,
      isFixedBehind: place.isFixedBehind && inner.isFixedBehind,
    };
  }
  return place;
}

/** A part within another begins and ends where the other has come to. */
function asItem(item: string | Item): Item {
  return typeof item === 'string' ? { kind: 'anchor', anchor: item } : item;
}

function optionsOf(item: Item): readonly RegexNode[] {
  switch (item.kind) {
    case 'choice':
      return item.options;
    case 'group':
    case 'repeat':
      return [item.body];
    default:
      return [];
  }
}

function holds(node: RegexNode, isSought: (name: string) => boolean): boolean {
  switch (node.kind) {
    case 'group':
      return (node.name !== null && isSought(node.name)) || holds(node.body, isSought);
    case 'repeat':
      return holds(node.body, isSought);
    case 'choice':
      return node.options.some((option) => holds(option, isSought));
    case 'sequence':
      return node.items.some((item) => holds(item, isSought));
    default:
      return false;
  }
}

function isAnchored(items: readonly Item[], anchors: readonly string[]): boolean {
  return items.some((item) => hasAnchor(item, anchors));
}

function hasAnchor(node: RegexNode, anchors: readonly string[]): boolean {
  switch (node.kind) {
    case 'anchor':
      return anchors.includes(node.anchor);
    case 'group':
      return hasAnchor(node.body, anchors);
    case 'sequence':
      return node.items.some((item) => hasAnchor(item, anchors));
    case 'choice':
      return node.options.every((option) => hasAnchor(option, anchors));
    default:
      return false;
  }
}

/** True for parts that can take any text, an address and what stands around it. */
function mayTakeAnything(items: readonly Item[]): boolean {
  return items.reduce((sum, item) => sum + anyLength(item), 0) > MAX_CHARACTERS;
}

/** How many characters of any kind a part can take at most. */
function anyLength(node: RegexNode): number {
  switch (node.kind) {
    case 'repeat':
      return node.max === 0
        ? 0
        : takesTelling(node.body)
          ? node.max * Math.max(1, anyLength(node.body))
          : times(node.max, anyLength(node.body));
    case 'group':
      return anyLength(node.body);
    case 'choice':
      return Math.max(0, ...node.options.map(anyLength));
    case 'sequence':
      return node.items.reduce((sum, item) => sum + anyLength(item), 0);
    case 'any':
      return 1;
    case 'class':
      return takesTelling(node) ? 1 : 0;
    default:
      return 0;
  }
}

function times(max: number, length: number): number {
  return length === 0 ? 0 : max * length;
}

/**
 * True where every part that may be any word, such as `[^"]*`, ends at a character that it cannot hold: programs escape in
 * their quotes what would end them.
 */
function areDelimited(items: readonly Item[], next: Item | null = null): boolean {
  return items.every((item, index) => !isChosenText(item) || isDelimited(item, items[index + 1] ?? next));
}

function isDelimited(item: Item, next: Item | null): boolean {
  switch (item.kind) {
    case 'group':
      return areDelimited(flat(item.body), next);
    case 'choice':
      return item.options.every((option) => areDelimited(flat(option), next));
    case 'sequence':
      return areDelimited(item.items, next);
    case 'repeat': {
      if (item.body.kind !== 'class') return areDelimited(flat(item.body), next);
      const end = next === null ? null : firstCharacter(next);
      return end !== null && !takes(item.body, end);
    }
    default:
      return false;
  }
}

/** The character that a part begins with, in all that it may be; null where it may begin otherwise. */
function firstCharacter(node: RegexNode): string | null {
  switch (node.kind) {
    case 'literal':
      return node.text.charAt(0);
    case 'group':
      return firstCharacter(node.body);
    case 'sequence':
      return node.items[0] === undefined ? null : firstCharacter(node.items[0]);
    default:
      return null;
  }
}

/**
 * True where the text in front of an address has a part, such as a user's name, that may be any word: the client's own may
 * go on with what stands behind it in the expression, and with another address. What stands in front of the first words
 * is of the log, a host or a program, where a colon or a bracket ends it.
 */
function mayStopEarly(before: readonly Item[]): boolean {
  let letters = 0;
  // A part that may be any word, and no end of a header since.
  let isOpen = false;
  for (const item of before) {
    if (item.kind === 'literal') {
      if (/[a-z]/i.test(item.text)) letters++;
      else if (letters < MIN_WORD) letters = 0;
      if (item.text === ':' || item.text === ']') isOpen = false;
      continue;
    }
    if (isChosenText(item)) {
      if (letters >= MIN_WORD || holdsName(item)) return true;
      isOpen = !endsHeader(item);
    }
    if (letters < MIN_WORD) letters = hasWord(item) ? MIN_WORD : 0;
  }
  return isOpen;
}

/** True where a part ends, but for blanks, with the colon or bracket of a header in all that it may be. */
function endsHeader(node: RegexNode): boolean {
  switch (node.kind) {
    case 'literal':
      return node.text === ':' || node.text === ']';
    case 'sequence': {
      const last = node.items.findLast((item) => !isBlank(item));
      return last !== undefined && endsHeader(last);
    }
    case 'choice':
      return node.options.every(endsHeader);
    case 'group':
    case 'repeat':
      return endsHeader(node.body);
    default:
      return false;
  }
}

/** True for a part that takes nothing but blanks. */
function isBlank(node: RegexNode): boolean {
  switch (node.kind) {
    case 'literal':
      return node.text.trim() === '';
    case 'class':
      return !node.negated && node.items.every((item) => 'escape' in item && item.escape === 's');
    case 'group':
    case 'repeat':
      return isBlank(node.body);
    case 'sequence':
      return node.items.every(isBlank);
    default:
      return false;
  }
}

/** Letters of the first word of a message. */
const MIN_WORD = 4;

function holdsName(node: RegexNode): boolean {
  return holds(node, (name) => USER_GROUP.test(name));
}

/** True for a repetition of letters, however often; those of hexadecimal numbers are no word. */
function isChosenText(node: RegexNode): boolean {
  switch (node.kind) {
    case 'repeat':
      return (node.max > MAX_CHARACTERS && (takes(node.body, 'z') || takes(node.body, 'Z'))) || isChosenText(node.body);
    case 'group':
      return isChosenText(node.body);
    case 'choice':
      return node.options.some(isChosenText);
    case 'sequence':
      return node.items.some(isChosenText);
    default:
      return false;
  }
}

/** True where a part of an expression has a word in all that it may be. */
function hasWord(node: RegexNode): boolean {
  switch (node.kind) {
    case 'group':
      return hasWord(node.body);
    case 'repeat':
      return node.min > 0 && hasWord(node.body);
    case 'choice':
      return node.options.every(hasWord);
    case 'sequence':
      return /[a-z]{4}/i.test(node.items.map((item) => (item.kind === 'literal' ? item.text : ' ')).join(''));
    default:
      return false;
  }
}

/** No address is shorter, with what stands around it. */
const MAX_CHARACTERS = 6;

function takesTelling(node: RegexNode): boolean {
  return [...TELLING].every((character) => takes(node, character));
}

/** Whether some part of what is repeated takes a character: repeated, its parts may follow each other in any order. */
function takes(node: RegexNode, character: string): boolean {
  switch (node.kind) {
    case 'any':
      return true;
    case 'literal':
      return node.text === character;
    case 'class':
      return node.negated !== node.items.some((item) => itemTakes(item, character));
    case 'group':
    case 'repeat':
      return takes(node.body, character);
    case 'choice':
      return node.options.some((option) => takes(option, character));
    case 'sequence':
      return node.items.some((item) => takes(item, character));
    default:
      return false;
  }
}

function itemTakes(
  item: { readonly from: string; readonly to: string } | { readonly escape: string },
  character: string,
): boolean {
  if (!('escape' in item)) return character >= item.from && character <= item.to;
  const isOf = { d: /\d/, w: /\w/, s: /\s/ }[item.escape.toLowerCase()]!.test(character);
  return item.escape === item.escape.toLowerCase() ? isOf : !isOf;
}
