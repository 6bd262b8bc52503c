import { Inject, Injectable } from '@nestjs/common';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { AllowlistService } from '../../analysis/allowlist/allowlist.service.js';
import { CLOCK, isoTime } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { SqlReader } from '../../database/sql-reader.js';
import { ListReader } from '../../lists/list-reader.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import type { Settings } from '../../config/settings.schema.js';
import { isOneOf, sqlCondition } from '../../lists/sql-condition.js';
import { DecisionsService } from '../decisions.service.js';
import { kindOf } from '../policy.js';
import { Friends, ownAddresses } from '../standing.js';
import type { BlockedAddressDto, BlocklistQueryDto } from './blocklist.dto.js';

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
    private readonly reader: SqlReader,
    private readonly allowlist: AllowlistService,
    private readonly decisions: DecisionsService,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.attackers = new ListReader(reader, ATTACKERS, { last_seen: ['last_seen', 'id'] }, (row) => row as never);
  }

  /** Active decisions, where the service decides; else the attackers of late. */
  async blocked(query: BlocklistQueryDto): Promise<BlockedAddressDto[]> {
    const decisions = await this.decisions.enforced();
    const decided = decisions.slice(0, MAX_ADDRESSES).map(({ value, severity, createdAt, until, rule }) => ({
      ip_address: value,
      severity,
      last_seen: isoTime(createdAt),
      until: isoTime(until),
      rules: rule === null ? [] : [rule],
    }));
    if (this.settings.DECISIONS === 'on') return decided;
    // What people have decided holds all the same.
    const values = new Set(decided.map(({ ip_address }) => ip_address));
    const attackers = (await this.attackersOf(query)).filter(({ ip_address }) => !values.has(ip_address));
    return [...decided, ...attackers].slice(0, MAX_ADDRESSES);
  }

  /**
   * Source addresses of alerts, those seen last first. Never one that the allowlist covers now, whatever it did when the
   * alert was raised; never one that is not public, or this machine's.
   */
  private async attackersOf({ max_age_hours, min_severity }: BlocklistQueryDto): Promise<BlockedAddressDto[]> {
    const now = this.clock();
    const friends = await Friends.read(this.reader, await this.allowlist.current(), ownAddresses());
    const blocked = new Map<string, BlockedAddressDto>();
    const severities = SEVERITIES.slice(SEVERITIES.indexOf(min_severity));
    const tests = [sqlCondition('ip_address IS NOT NULL'), isOneOf('severity', severities), NO_FALSE_POSITIVE];
    for await (const { items } of this.attackers.steps({ since: now - max_age_hours * HOUR, tests }, '-last_seen')) {
      for (const { ip_address, severity, rule, last_seen } of items) {
        const known = blocked.get(ip_address);
        if (known !== undefined) addAlert(known, severity, rule);
        else if (
          kindOf(ip_address) === 'public' &&
          !friends.isOwn(ip_address) &&
          !friends.isAllowlisted(ip_address, now)
        ) {
          blocked.set(ip_address, {
            ip_address,
            severity,
            last_seen: isoTime(last_seen),
            until: isoTime(last_seen + max_age_hours * HOUR),
            rules: [rule],
          });
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
