import { AttemptCounts } from './attempt-counts.js';
import type { EntryFacts } from './entry-scan.js';
import type { SummaryDto } from './stats.dto.js';

/** Counts what a summary says of entries. */
export class SummaryCounts {
  private readonly all = new AttemptCounts();
  private readonly addresses = new AttemptCounts();
  private readonly usernames = new AttemptCounts();

  add(entry: EntryFacts): void {
    this.all.add('', entry);
    if (entry.attempts === 0) return;
    this.addresses.add(entry.ip_address, entry);
    this.usernames.add(entry.username, entry);
  }

  result(): Pick<SummaryDto, 'entries' | 'attempts' | 'logins' | 'attacking_addresses' | 'attacked_usernames'> {
    const [sum] = this.all.top(1);
    return {
      entries: sum?.entries ?? 0,
      attempts: sum?.attempts ?? 0,
      logins: sum?.logins ?? 0,
      attacking_addresses: this.addresses.size,
      attacked_usernames: this.usernames.size,
    };
  }
}
