import { networkOf } from '../analysis/sigma/source-network.js';
import { AttemptCounts } from './attempt-counts.js';
import type { EntryFacts } from './entry-scan.js';
import { ValueCountDto } from './insight.dto.js';
import type { TopKind } from './stats-query.dto.js';
import type { RankingDto } from './stats.dto.js';

/** Counts entries by what a ranking is of. */
export class RankingCounts {
  private readonly counts = new AttemptCounts();
  private readonly valueOf: (entry: EntryFacts) => string | null;

  constructor(kind: TopKind) {
    this.valueOf = VALUES[kind];
  }

  add(entry: EntryFacts): void {
    this.counts.add(this.valueOf(entry), entry);
  }

  result(most: number): RankingDto {
    return { total: this.counts.size, top: this.counts.top(most).map((count) => ValueCountDto.from(count)) };
  }
}

const VALUES: Readonly<Record<TopKind, (entry: EntryFacts) => string | null>> = {
  ips: ({ ip_address }) => ip_address,
  users: ({ username }) => username,
  networks: ({ ip_address }) => networkOf(ip_address),
  hosts: ({ host }) => host,
};
