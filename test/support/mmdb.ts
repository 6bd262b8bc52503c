import ipaddr from 'ipaddr.js';
import { parseRange } from '../../src/net/ip-range.js';

type Value = string | number | { readonly [name: string]: Value };

/** Bytes of a value as MaxMind's format has them: texts, whole numbers, and maps of these. */
function encoded(value: Value): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([control(2, text.length), text]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  const members = Object.entries(value);
  return Buffer.concat([
    control(7, members.length),
    ...members.flatMap(([name, each]) => [encoded(name), encoded(each)]),
  ]);
}

function control(type: number, size: number): Buffer {
  if (size < 29) return Buffer.from([(type << 5) | size]);
  return Buffer.from([(type << 5) | 29, size - 29]);
}

type Node = [Node | number | null, Node | number | null];

/** A small database in MaxMind's format. @param ranges what it says of each, in CIDR notation */
export function mmdbFile(type: string, ranges: Readonly<Record<string, Value>>): Buffer {
  const records = Object.values(ranges).map(encoded);
  const root: Node = [null, null];
  Object.keys(ranges).forEach((range, index) => insert(root, bitsOf(range), index));
  const nodes: Node[] = [];
  const number = (node: Node): void => {
    nodes.push(node);
    for (const child of node) if (Array.isArray(child)) number(child);
  };
  number(root);
  const at = (index: number): number => records.slice(0, index).reduce((sum, { length }) => sum + length, 0);
  const tree = Buffer.concat(
    nodes.flatMap((node) =>
      node.map((child) => {
        const to =
          child === null ? nodes.length : Array.isArray(child) ? nodes.indexOf(child) : nodes.length + 16 + at(child);
        const bytes = Buffer.alloc(3);
        bytes.writeUIntBE(to, 0, 3);
        return bytes;
      }),
    ),
  );
  const metadata = encoded({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_780_000_000,
    database_type: type,
    ip_version: 6,
    node_count: nodes.length,
    record_size: 24,
  });
  const mark = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
  return Buffer.concat([tree, Buffer.alloc(16), ...records, mark, metadata]);
}

/** The bits that a range settles, of IPv6: IPv4 lies at its beginning. */
function bitsOf(range: string): number[] {
  const parsed = parseRange(range);
  if ('fault' in parsed) throw new Error(parsed.fault);
  const bytes = ipaddr.parse(range.split('/')[0]!).toByteArray();
  const bits = bytes.flatMap((byte) => Array.from({ length: 8 }, (_, bit) => (byte >> (7 - bit)) & 1));
  const own = bits.slice(0, parsed.prefixLength);
  return bytes.length === 4 ? [...Array.from({ length: 96 }, () => 0), ...own] : own;
}

function insert(root: Node, bits: readonly number[], record: number): void {
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const next = node[bit];
    if (typeof next === 'number') throw new Error('ranges overlap');
    const child: Node = next ?? [null, null];
    node[bit] = child;
    node = child;
  }
  node[bits.at(-1)!] = record;
}
