import type { ClassItem, RegexNode } from '../../src/logs/programs/imported/regex-tree.js';

/** A generator of numbers from 0 to 1, such as `seededRandom` of the benchmarks. */
export type Random = () => number;

const CHARACTERS = [...'aZ09 .-_"\'<>[]():,/@='];
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  ip4: ['192.0.2.7', '203.0.113.200'],
  ip6: ['2001:db8::7', '::1'],
  dns: ['host.example'],
  user: ['bob', 'Anna', 'x y', ''],
};

/** A text that an expression may match, at random: what it looks at ahead or ignores may still refuse it. */
export function sampleText(node: RegexNode, random: Random): string {
  switch (node.kind) {
    case 'literal':
      return node.text;
    case 'any':
      return picked(CHARACTERS, random);
    case 'class':
      return picked(
        CHARACTERS.filter((each) => node.negated !== node.items.some((item) => takes(item, each))),
        random,
      );
    case 'group': {
      const known = node.name === null ? undefined : ADDRESSES[node.name];
      return known !== undefined ? picked(known, random) : sampleText(node.body, random);
    }
    case 'sequence':
      return node.items.map((item) => sampleText(item, random)).join('');
    case 'choice':
      return sampleText(picked(node.options, random), random);
    case 'repeat': {
      const times = Math.min(node.max, node.min + Math.floor(random() * 4));
      return Array.from({ length: times }, () => sampleText(node.body, random)).join('');
    }
    case 'anchor':
    case 'look':
      return '';
    default:
      return node satisfies never;
  }
}

function picked<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] ?? (items[0] as Item) ?? ('~' as Item);
}

function takes(item: ClassItem, character: string): boolean {
  if (!('escape' in item)) return character >= item.from && character <= item.to;
  const isOf = { d: /\p{Nd}/u, w: /[\p{L}\p{N}_]/u, s: /\s/ }[item.escape.toLowerCase()]!.test(character);
  return item.escape === item.escape.toLowerCase() ? isOf : !isOf;
}
