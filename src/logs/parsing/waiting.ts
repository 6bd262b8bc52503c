import type { Connection, PamRound } from './connection.js';
import { SILENCE_MS } from './open-connections.js';

/** More of a kind than this that wait, and the oldest is given up. */
const MAX_WAITING = 1_024;

/**
 * What connections wait for: the results of rounds of PAM, or their addresses. How long something has waited is a matter of its
 * host's clock: in a log of many hosts, those of others may be hours off.
 */
export class Waiting<Round extends Pick<PamRound, 'number' | 'since'>> {
  /** By host, in the order in which they began. */
  private readonly byHost = new Map<string | null, Map<Round, Connection>>();
  private count = 0;

  /** @param undecided told of what has waited for too long: it must be removed then */
  constructor(private readonly undecided: (connection: Connection, round: Round) => void) {}

  restore(connections: readonly Connection[], roundsOf: (connection: Connection) => readonly Round[]): void {
    const rounds = connections.flatMap((connection) => roundsOf(connection).map((round) => ({ connection, round })));
    rounds.sort((a, b) => a.round.number - b.round.number);
    for (const { connection, round } of rounds) this.put(connection, round);
    this.count = rounds.length;
  }

  add(connection: Connection, round: Round): void {
    this.put(connection, round);
    this.count++;
    if (this.count > MAX_WAITING) this.giveUpOldest();
  }

  /** It belongs to another connection of the same host now, and keeps its place. */
  move(round: Round, to: Connection): void {
    this.put(to, round);
  }

  remove({ host }: Connection, round: Round): void {
    const rounds = this.byHost.get(host);
    if (rounds?.delete(round) !== true) return;
    this.count--;
    if (rounds.size === 0) this.byHost.delete(host);
  }

  /** What has waited for as long as a connection may be silent was never decided. @param time of a host's line, UTC ms */
  expire(host: string | null, time: number): void {
    if (this.count === 0) return;
    const rounds = this.byHost.get(host);
    if (rounds === undefined) return;
    for (const [round, connection] of rounds) {
      if (Math.abs(time - round.since) < SILENCE_MS) return;
      this.undecided(connection, round);
    }
  }

  private put(connection: Connection, round: Round): void {
    const rounds = this.byHost.get(connection.host);
    if (rounds === undefined) this.byHost.set(connection.host, new Map([[round, connection]]));
    else rounds.set(round, connection);
  }

  private giveUpOldest(): void {
    const firsts = [...this.byHost.values()].flatMap((rounds) => [...rounds].slice(0, 1));
    const [oldest] = firsts.sort(([a], [b]) => a.number - b.number);
    if (oldest !== undefined) this.undecided(oldest[1], oldest[0]);
  }
}
