import { readFileSync, readdirSync } from 'node:fs';

/** Ticks in a second of what Linux says of processor time. */
const TICKS = 100;

/** Megabytes of memory that a process holds now. */
export function residentMegabytes(pid: number): number {
  return kilobytes(pid, 'VmRSS') / 1000;
}

/** Megabytes of memory that a process held at most; 0 when it is gone. */
export function peakMegabytes(pid: number): number {
  try {
    return kilobytes(pid, 'VmHWM') / 1000;
  } catch {
    return 0;
  }
}

function kilobytes(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)![1]);
}

/** Processor time of a process so far, seconds. */
export function cpuSeconds(pid: number): number {
  return secondsIn(`/proc/${pid}/stat`);
}

/** Processor time of each of its threads so far, seconds, by the thread's id; empty when it is gone. */
export function cpuSecondsOfThreads(pid: number): Map<string, number> {
  try {
    return new Map(readdirSync(`/proc/${pid}/task`).map((id) => [id, secondsIn(`/proc/${pid}/task/${id}/stat`)]));
  } catch {
    return new Map();
  }
}

/** Of user and system, which stand behind the name in parentheses. */
function secondsIn(file: string): number {
  const text = readFileSync(file, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
