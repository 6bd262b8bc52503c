/** Lines of one source that go into one batch. */
export interface PendingBatch {
  readonly source: string;
  /** Lines with their newlines, in the order in which they came. */
  readonly text: Buffer;
  readonly lines: number;
}

interface Collected {
  readonly chunks: Buffer[];
  bytes: number;
}

/** Lines that are received and not yet stored, by source. */
export class PendingLines {
  private bySource = new Map<string, Collected>();
  bytes = 0;

  add(source: string, line: Buffer): void {
    let collected = this.bySource.get(source);
    if (collected === undefined) this.bySource.set(source, (collected = { chunks: [], bytes: 0 }));
    collected.chunks.push(line);
    collected.bytes += line.length;
    this.bytes += line.length;
  }

  /** Takes all of it out. */
  takeAll(): PendingBatch[] {
    const batches = [...this.bySource].map(([source, { chunks, bytes }]) => ({
      source,
      text: Buffer.concat(chunks, bytes),
      lines: chunks.length,
    }));
    this.bySource = new Map();
    this.bytes = 0;
    return batches;
  }
}
