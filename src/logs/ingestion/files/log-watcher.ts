import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute } from 'node:path';

/** How long changes are collected before they are told: a burst of lines is one change. */
const DEBOUNCE_MS = 50;

/**
 * Tells when a log file, or a file beside it that rotation made, has changed. A help, not a promise: where the file
 * system gives no notice (network mounts), the scheduled scan finds the change.
 */
export class LogWatcher {
  private readonly watchers = new Map<string, FSWatcher>();
  /** Names to look out for, by folder. */
  private names = new Map<string, Set<string>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly changed: () => void) {}

  /** @param paths the log files, absolute; sources that are no files are passed over */
  async watch(paths: readonly string[]): Promise<void> {
    const names = new Map<string, Set<string>>();
    for (const path of paths.filter((each) => isAbsolute(each))) {
      // A symbolic link changes in one folder, what it points at in another.
      for (const file of new Set([path, await realpath(path).catch(() => path)])) {
        names.set(dirname(file), (names.get(dirname(file)) ?? new Set()).add(basename(file)));
      }
    }
    this.names = names;
    for (const folder of this.watchers.keys()) if (!names.has(folder)) this.forget(folder);
    for (const folder of names.keys()) this.watchFolder(folder);
  }

  close(): void {
    for (const folder of this.watchers.keys()) this.forget(folder);
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private watchFolder(folder: string): void {
    if (this.watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => this.noticed(folder, name));
      watcher.on('error', () => this.forget(folder));
      this.watchers.set(folder, watcher);
      // What changed between the last scan and now was not noticed.
      this.announce();
    } catch {
      // The folder does not exist yet, or cannot be watched: the scheduled scan serves.
    }
  }

  private noticed(folder: string, name: string | null): void {
    if (this.timer !== null) return;
    const wanted = [...(this.names.get(folder) ?? [])];
    if (name === null || wanted.some((each) => name.startsWith(each))) this.announce();
  }

  private announce(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.changed();
    }, DEBOUNCE_MS);
  }

  private forget(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
  }
}
