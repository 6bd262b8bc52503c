const WINDOW_MS = 60_000;

/** So many test messages a minute does a channel send: whoever may write must not flood a mailbox with them. */
export const TESTS_PER_MINUTE = 6;

/** Counts test messages by channel. Channels are configured, so that they are few. */
export class TestLimit {
  private readonly sent = new Map<string, number[]>();

  /**
   * Takes one more into account, unless there are too many.
   *
   * @param now UTC milliseconds
   * @returns 0, or how many seconds to wait
   */
  take(channel: string, now: number): number {
    const within = (this.sent.get(channel) ?? []).filter((at) => at > now - WINDOW_MS && at <= now);
    this.sent.set(channel, within);
    const [first] = within;
    if (first !== undefined && within.length >= TESTS_PER_MINUTE) return Math.ceil((first + WINDOW_MS - now) / 1_000);
    within.push(now);
    return 0;
  }
}
