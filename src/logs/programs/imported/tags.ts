/**
 * What fail2ban's tags stand for (jail.conf(5), FILTER FILES): an address, a name, or a group of the user's own. What is written
 * here is our own: the groups have the names that the fields of an event are read from.
 */
const IPV4 = '(?:::f{4,6}:)?(?P<ip4>(?:\\d{1,3}\\.){3}\\d{1,3})';
const IPV6 = '(?P<ip6>(?:[0-9A-Fa-f]{1,4}::?|:){1,7}(?:[0-9A-Fa-f]{1,4}|:))';
const NAME = '(?P<dns>[\\w\\-.^_]*\\w)';
const CIDR = '(?P<cidr>\\d+)';
const ADDRESS = `\\[?(?:${IPV4}|${IPV6})\\]?`;

const TAGS: Readonly<Record<string, string>> = {
  HOST: `(?:${ADDRESS}|${NAME})`,
  ADDR: ADDRESS,
  'F-ADDR/': ADDRESS,
  IP4: IPV4,
  'F-IP4/': IPV4,
  IP6: IPV6,
  'F-IP6/': IPV6,
  DNS: NAME,
  'F-DNS/': NAME,
  CIDR,
  'F-CIDR/': CIDR,
  SUBNET: `\\[?(?:${IPV4}|${IPV6})(?:/${CIDR})?\\]?`,
  'F-SUBNET/': `\\[?(?:${IPV4}|${IPV6})(?:/${CIDR})?\\]?`,
  'F-ID/': '(?P<fid>\\S+)',
  'F-PORT/': '(?P<fport>\\w+)',
};

/** Groups that go by another name inside. */
const GROUP_NAMES: Readonly<Record<string, string>> = { id: 'fid', port: 'fport' };

const TAG = /<(\/?[\w-]+\/?)>/g;
const GROUP_TAG = /^(\/?)F-([A-Z0-9_-]+)$/;
/** `((?i)…)` is what older filters write for `(?i:…)`. */
const FLAGS_IN_GROUP = /(?<!\\)\((?:\?:)?(\(\?[a-z]+)\)/g;

/** The expression with its tags replaced by what they stand for; what is no tag stays as it is. */
export function expandTags(text: string): string {
  const open = new Set<string>();
  let skips = 0;
  const expanded = text.replace(TAG, (whole, tag: string) => {
    if (tag === 'SKIPLINES') return `\\n(?P<skiplines${skips++}>(?:(?:.*\\n)*?))`;
    if (Object.hasOwn(TAGS, tag)) return TAGS[tag]!;
    const [, slash, name] = GROUP_TAG.exec(tag) ?? [];
    if (name === undefined) return whole;
    if (slash === '/') return open.has(name) ? ')' : whole;
    open.add(name);
    const lower = name.toLowerCase();
    return `(?P<${GROUP_NAMES[lower] ?? lower}>`;
  });
  return expanded.replace(FLAGS_IN_GROUP, '$1:');
}
