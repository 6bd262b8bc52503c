/** Day of the events that tests make. */
const DAY = Date.UTC(2026, 10, 20, 9);

interface LineOptions {
  /** Seconds after 09:00 UTC. */
  readonly second?: number;
  readonly address?: string;
  readonly user?: string;
  readonly pid?: number;
}

let nextPid = 1000;

/** A line that refuses a password; its own connection unless a pid is given. */
export function failedPassword({
  second = 0,
  address = '203.0.113.7',
  user = 'oracle',
  pid,
}: LineOptions = {}): string {
  return sshd(second, pid ?? nextPid++, `Failed password for ${user} from ${address} port 52814 ssh2`);
}

export function acceptedPassword({
  second = 0,
  address = '192.0.2.10',
  user = 'alice',
  pid,
}: LineOptions = {}): string {
  return sshd(second, pid ?? nextPid++, `Accepted password for ${user} from ${address} port 40022 ssh2`);
}

export function acceptedKey({ second = 0, address = '192.0.2.10', user = 'alice', pid }: LineOptions = {}): string {
  const key = 'ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E';
  return sshd(second, pid ?? nextPid++, `Accepted publickey for ${user} from ${address} port 40022 ssh2: ${key}`);
}

/** A connection that ends before anybody tried to log in. */
export function probe({ second = 0, address = '203.0.113.7', pid }: LineOptions = {}): string {
  return sshd(second, pid ?? nextPid++, `Did not receive identification string from ${address} port 52814`);
}

/** Failed passwords from one address, one a second from `second` on. */
export function bruteForce(attempts: number, { second = 0, ...options }: LineOptions = {}): string[] {
  return Array.from({ length: attempts }, (_, index) => failedPassword({ ...options, second: second + index }));
}

function sshd(second: number, pid: number, message: string): string {
  return `${timeOf(second)} web-1 sshd[${pid}]: ${message}`;
}

/** ISO 8601 time of a second of the day that tests use. */
export function timeOf(second: number): string {
  return new Date(DAY + second * 1000).toISOString();
}
