interface Waiting {
  readonly start: () => void;
}

/**
 * Runs a few pieces of work at once, those of several owners by turns: whoever brings much waits behind what it has
 * brought itself, and nobody else does.
 */
export class FairQueue {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly running = new Map<string, number>();
  private runningCount = 0;

  /**
   * @param most how much runs at once
   * @param mostOfOwner how much of one owner does
   */
  constructor(
    private readonly most: number,
    private readonly mostOfOwner: number,
  ) {}

  async run<Result>(owner: string, work: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((start) => {
      const own = this.waiting.get(owner);
      if (own === undefined) this.waiting.set(owner, [{ start }]);
      else own.push({ start });
      this.startNext();
    });
    try {
      return await work();
    } finally {
      this.runningCount -= 1;
      this.count(owner, -1);
      this.startNext();
    }
  }

  private startNext(): void {
    for (const [owner, works] of this.waiting) {
      if (this.runningCount >= this.most) return;
      if ((this.running.get(owner) ?? 0) >= this.mostOfOwner) continue;
      const next = works.shift()!;
      // Behind all others who wait.
      this.waiting.delete(owner);
      if (works.length > 0) this.waiting.set(owner, works);
      this.runningCount += 1;
      this.count(owner, 1);
      next.start();
    }
  }

  private count(owner: string, change: number): void {
    const count = (this.running.get(owner) ?? 0) + change;
    if (count === 0) this.running.delete(owner);
    else this.running.set(owner, count);
  }
}

/** A body that is received or waits to be read. */
export interface HeldBody {
  /** Who sends it. */
  readonly owner: string;
  /** Bytes that are held of it. */
  size: number;
  /** Gives it up for somebody who holds less; null where it has been received. */
  refuse: (() => void) | null;
}

/** A sender has a quarter of the room at most, also for what has been received and waits to be stored. */
const SHARE_OF_SENDER = 4;

/**
 * Room for bodies. Whoever holds most makes way for others: its bodies that are still being received are refused first,
 * so that no sender can keep out another, however many there are.
 */
export class BodyRoom {
  private readonly bodies = new Map<string, Set<HeldBody>>();
  private used = 0;

  /**
   * @param most bytes of all bodies
   * @param mostBodies bodies of one sender
   */
  constructor(
    private readonly most: number,
    private readonly mostBodies: number,
  ) {}

  /** @returns false where the sender has as many bodies on their way as it may */
  enter(body: HeldBody): boolean {
    let own = this.bodies.get(body.owner);
    if (own === undefined) this.bodies.set(body.owner, (own = new Set()));
    if (own.size >= this.mostBodies) return false;
    own.add(body);
    return true;
  }

  /** @returns false where there is no room */
  take(body: HeldBody, bytes: number): boolean {
    const held = this.heldBy(body.owner) + bytes;
    if (held > this.most / SHARE_OF_SENDER) return false;
    while (this.used + bytes > this.most) if (!this.makeWay(held)) return false;
    this.used += bytes;
    body.size += bytes;
    return true;
  }

  /** Gives back all that is held of a body. */
  leave(body: HeldBody): void {
    this.used -= body.size;
    body.size = 0;
    const own = this.bodies.get(body.owner);
    own?.delete(body);
    if (own?.size === 0) this.bodies.delete(body.owner);
  }

  /** Refuses the largest unfinished body of whoever holds most, where that is more than this. */
  private makeWay(held: number): boolean {
    let greediest: string | null = null;
    let most = held;
    for (const owner of this.bodies.keys()) {
      const size = this.heldBy(owner);
      if (size > most && this.unfinishedOf(owner) !== null) [greediest, most] = [owner, size];
    }
    const body = greediest === null ? null : this.unfinishedOf(greediest);
    if (body === null) return false;
    const { refuse } = body;
    this.leave(body);
    refuse!();
    return true;
  }

  private heldBy(owner: string): number {
    let size = 0;
    for (const body of this.bodies.get(owner) ?? []) size += body.size;
    return size;
  }

  private unfinishedOf(owner: string): HeldBody | null {
    let largest: HeldBody | null = null;
    for (const body of this.bodies.get(owner) ?? []) {
      if (body.refuse !== null && body.size > 0 && body.size > (largest?.size ?? 0)) largest = body;
    }
    return largest;
  }
}
