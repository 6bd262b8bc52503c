import { Inject, Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { AllowlistService } from '../../analysis/allowlist/allowlist.service.js';
import { CLOCK, isoTime } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { SqlReader } from '../../database/sql-reader.js';
import { ListReader } from '../../lists/list-reader.js';
import { isOneOf, sqlCondition } from '../../lists/sql-condition.js';
import type { BlockedAddressDto, BlocklistQueryDto } from './blocklist.dto.js';

/**
 * Kinds of addresses (ipaddr.js) that no firewall should block for being attackers: they are ours, of this machine or of
 * nobody. What is kept for documentation is not among them, so that examples show something.
 */
const NEVER_BLOCKED: ReadonlySet<string> = new Set([
  'unspecified',
  'broadcast',
  'multicast',
  'linkLocal',
  'loopback',
  'carrierGradeNat',
  'private',
  'uniqueLocal',
  'ipv4Mapped',
]);

/** First octet of IPv4 that was never given to anybody (RFC 1112, class E). */
const FIRST_UNUSED = 240;

/** True for a well-formed public address. */
export function isBlockable(text: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    const address = ipaddr.IPv4.parse(text);
    return address.octets[0]! > 0 && address.octets[0]! < FIRST_UNUSED && !NEVER_BLOCKED.has(address.range());
  }
  return !text.includes('%') && ipaddr.IPv6.isValid(text) && !NEVER_BLOCKED.has(ipaddr.IPv6.parse(text).range());
}

/** As many as a set of ipset holds unless it is told otherwise; those seen last. */
const MAX_ADDRESSES = 65_536;

const HOUR = 3_600_000;

interface AttackerRow {
  readonly id: string;
  readonly last_seen: number;
  readonly ip_address: string;
  readonly severity: Severity;
  readonly rule: string;
}

/** Tells which addresses a firewall should turn away. */
@Injectable()
export class BlocklistService {
  private readonly attackers: ListReader<AttackerRow>;

  constructor(
    reader: SqlReader,
    private readonly allowlist: AllowlistService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.attackers = new ListReader(reader, ATTACKERS, { last_seen: ['last_seen', 'id'] }, (row) => row as never);
  }

  /**
   * Source addresses of alerts, those seen last first. Never one that the allowlist covers now, whatever it did when the
   * alert was raised; never one that is not public.
   */
  async blocked({ max_age_hours, min_severity }: BlocklistQueryDto): Promise<BlockedAddressDto[]> {
    const now = this.clock();
    const allowlist = await this.allowlist.current();
    const blocked = new Map<string, BlockedAddressDto>();
    const severities = SEVERITIES.slice(SEVERITIES.indexOf(min_severity));
    const tests = [sqlCondition('ip_address IS NOT NULL'), isOneOf('severity', severities), NO_FALSE_POSITIVE];
    for await (const { items } of this.attackers.steps({ since: now - max_age_hours * HOUR, tests }, '-last_seen')) {
      for (const { ip_address, severity, rule, last_seen } of items) {
        const known = blocked.get(ip_address);
        if (known !== undefined) addAlert(known, severity, rule);
        else if (isBlockable(ip_address) && allowlist.find(ip_address, now) === null) {
          blocked.set(ip_address, { ip_address, severity, last_seen: isoTime(last_seen), rules: [rule] });
        }
      }
      if (blocked.size >= MAX_ADDRESSES) break;
    }
    return [...blocked.values()].slice(0, MAX_ADDRESSES);
  }
}

/** What somebody has found to be no attack turns nobody away. */
const NO_FALSE_POSITIVE = sqlCondition(`(resolution IS NULL OR resolution <> 'false_positive')`);

/** The alerts by when their attackers were last seen. */
const ATTACKERS = {
  name: 'alerts',
  columns: ['id', 'last_seen', 'ip_address', 'severity', 'rule'],
  time: 'last_seen',
  address: null,
  countAll: 'SELECT COUNT(*) AS number FROM alerts',
  mostTested: 1_000,
  idsWithoutGaps: false,
};

function addAlert(blocked: BlockedAddressDto, severity: Severity, rule: string): void {
  if (!blocked.rules.includes(rule)) blocked.rules.push(rule);
  if (SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(blocked.severity)) blocked.severity = severity;
}
