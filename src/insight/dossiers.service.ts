import { Inject, Injectable } from '@nestjs/common';
import { AllowlistService } from '../analysis/allowlist/allowlist.service.js';
import { networkOf } from '../analysis/sigma/source-network.js';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import type { IpRange } from '../net/ip-range.js';
import { isoTime } from '../common/iso-time.js';
import { sqlCondition } from '../lists/sql-condition.js';
import type { SqlCondition } from '../lists/sql-condition.js';
import { SqlReader } from '../database/sql-reader.js';
import { AttemptCounts } from './attempt-counts.js';
import { DossierFacts, shownCounts } from './dossier-facts.js';
import type { IpDossierDto, RangeQueryDto, UserDossierDto } from './dossier.dto.js';

/** Puts together what is known of an address or a user. */
@Injectable()
export class DossiersService {
  constructor(
    private readonly facts: DossierFacts,
    private readonly reader: SqlReader,
    private readonly allowlist: AllowlistService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ofAddress(address: IpRange, { since, until }: RangeQueryDto): Promise<IpDossierDto> {
    const usernames = new AttemptCounts();
    const facts = await this.facts.ofEntries({ address, since, until, tests: [] }, (entry) => {
      usernames.add(entry.username, entry);
    });
    const [seen] = await this.reader.rows(FIRST_AND_LAST, [address.range, address.range]);
    return {
      ip_address: address.range,
      network: networkOf(address.range),
      allowlisted: (await this.allowlist.current()).find(address.range, this.clock()) !== null,
      first_seen: isoTime(seen!['first'] as number | null),
      last_seen: isoTime(seen!['last'] as number | null),
      ...facts,
      username_count: usernames.size,
      usernames: shownCounts(usernames),
      alerts: await this.facts.alertsThat({ address, tests: [] }),
    };
  }

  async ofUser(username: string, { since, until }: RangeQueryDto): Promise<UserDossierDto> {
    const [addresses, all] = [new AttemptCounts(), new AttemptCounts()];
    const tests = [sqlCondition('username = ?', username)];
    const facts = await this.facts.ofEntries({ since, until, tests }, (entry) => {
      addresses.add(entry.ip_address, entry);
      all.add('', entry);
    });
    const [seen] = all.top(1);
    return {
      username,
      first_seen: isoTime(seen?.firstSeen ?? null),
      last_seen: isoTime(seen?.lastSeen ?? null),
      ...facts,
      ip_address_count: addresses.size,
      ip_addresses: shownCounts(addresses),
      alerts: await this.facts.alertsThat({ tests: [namesUser(username)] }),
    };
  }
}

const FIRST_AND_LAST =
  'SELECT (SELECT MIN(timestamp) FROM log_entries WHERE ip_address = ?) AS first, ' +
  '(SELECT MAX(timestamp) FROM log_entries WHERE ip_address = ?) AS last';

/**
 * Alerts that are about a user, or that the user's login was found for. The columns hold JSON as we write it: no text
 * within a value can pass for a member, since its quotes are escaped.
 */
function namesUser(username: string): SqlCondition {
  const member = JSON.stringify({ username }).slice(1, -1);
  return sqlCondition('(instr(group_by, ?) > 0 OR instr(login, ?) > 0)', member, member);
}
