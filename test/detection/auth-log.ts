/** Who logs in, or tries to. */
export interface Client {
  readonly address: string;
  readonly user: string;
  /** False: the server has no such account. */
  readonly known?: boolean;
}

const HOST = 'web-1';
const KEY = 'SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E';
const OTHER_KEY = 'SHA256:b1D5m8vQ2fWkYxJ0ZrT6hLc9NeUaSg3oPiV7qMzE4tw';
const SECOND = 1000;
const PAM_FAILURE = 'logname= uid=0 euid=0 tty=ssh ruser= rhost=';

/**
 * The log of a server as sshd (OpenSSH 9.6 with PAM) writes it, connection by connection. Moments are UTC milliseconds;
 * each says when the first attempt of a connection is refused or accepted, so that tests can count on it.
 */
export class AuthLog {
  private readonly written: { readonly at: number; readonly text: string }[] = [];
  private pid = 2000;

  /** The lines so far, by time. */
  get lines(): string[] {
    return [...this.written].sort((a, b) => a.at - b.at).map(({ text }) => text);
  }

  /** One connection with one or several wrong passwords, one each five seconds. */
  failedPasswords(at: number, client: Client, tries = 1): void {
    const say = this.connection();
    this.refuse(at, client, tries, say);
    const { address, user, known = true } = client;
    const end = at + tries * 5 * SECOND;
    const kind = known ? 'authenticating' : 'invalid';
    say(end, `Connection closed by ${kind} user ${user} ${address} port ${say.port} [preauth]`);
    if (tries > 1) say(end, furtherFailures(client, tries - 1));
  }

  /**
   * A login, perhaps after wrong passwords on the same connection; `minutes` later the session ends.
   *
   * @returns the process
   */
  login(at: number, client: Client, { method = 'password', failures = 0, minutes = 10 } = {}): number {
    const say = this.connection();
    if (failures > 0) this.refuse(at - failures * 5 * SECOND, client, failures, say);
    if (failures > 1) say(at, furtherFailures(client, failures - 1));
    const key = method === 'publickey' ? `: ED25519 ${KEY}` : '';
    say(at, `Accepted ${method} for ${client.user} from ${client.address} port ${say.port} ssh2${key}`);
    this.session(at, client, say, minutes);
    return this.pid;
  }

  /** Anything that a process of sshd says. */
  say(at: number, pid: number, message: string): void {
    this.write(at, `sshd[${pid}]`, message);
  }

  /** Anything that a program says. @param tag with its pid, where it has one */
  write(at: number, tag: string, message: string, host = HOST): void {
    const time = new Date(at).toISOString().replace('Z', '000+00:00');
    this.written.push({ at, text: `${time} ${host} ${tag}: ${message}` });
  }

  /** A login by the second of two keys: sshd at LogLevel VERBOSE writes of the first one, too. */
  loginAfterOfferedKey(at: number, client: Client, minutes = 1): void {
    const { address, user } = client;
    const say = this.connection();
    const from = `for ${user} from ${address} port ${say.port} ssh2`;
    say(at - 100, `Failed publickey ${from}: RSA ${OTHER_KEY}`);
    say(at, `Accepted publickey ${from}: ED25519 ${KEY}`);
    this.session(at, client, say, minutes);
  }

  /** A file transfer: a session with the sftp subsystem. */
  sftp(at: number, client: Client, minutes = 5): void {
    const say = this.connection();
    say(at, `Accepted publickey for ${client.user} from ${client.address} port ${say.port} ssh2: ED25519 ${KEY}`);
    say(at + 300, `subsystem request for sftp by user ${client.user}`);
    this.session(at, client, say, minutes);
  }

  /** A connection that ends before the client has said anything, as load balancers and monitoring make them. */
  probe(at: number, address: string): void {
    const say = this.connection();
    say(at, `Did not receive identification string from ${address} port ${say.port}`);
  }

  /** A connection that sshd itself drops, since it punishes the address for failed logins (OpenSSH 9.8 and later). */
  penalty(at: number, address: string): void {
    const { port } = this.connection();
    this.say(at, 900, `drop connection #0 from [${address}]:${port} on [192.0.2.5]:22 penalty: failed authentication`);
  }

  private refuse(at: number, client: Client, tries: number, say: Connection): void {
    const { address, user, known = true } = client;
    const named = known ? user : `invalid user ${user}`;
    if (!known) {
      say(at - 900, `Invalid user ${user} from ${address} port ${say.port}`);
      say(at - 800, 'pam_unix(sshd:auth): check pass; user unknown');
    }
    for (let index = 0; index < tries; index++) {
      const refusedAt = at + index * 5 * SECOND;
      if (index === 0) say(refusedAt, `pam_unix(sshd:auth): authentication failure; ${pamClient(client)}`);
      say(refusedAt, `Failed password for ${named} from ${address} port ${say.port} ssh2`);
    }
  }

  private session(at: number, { address, user }: Client, say: Connection, minutes: number): void {
    const end = at + minutes * 60 * SECOND;
    say(at + 100, `pam_unix(sshd:session): session opened for user ${user}(uid=1001) by (uid=0)`);
    say(end, `Received disconnect from ${address} port ${say.port}:11: disconnected by user`);
    say(end, `Disconnected from user ${user} ${address} port ${say.port}`);
    say(end + 100, `pam_unix(sshd:session): session closed for user ${user}`);
  }

  private connection(): Connection {
    const pid = ++this.pid;
    const say = (at: number, message: string): void => this.say(at, pid, message);
    return Object.assign(say, { port: 32_768 + ((pid * 7919) % 28_000) });
  }
}

interface Connection {
  (at: number, message: string): void;
  readonly port: number;
}

function pamClient({ address, user, known = true }: Client): string {
  return `${PAM_FAILURE}${address}${known ? `  user=${user}` : ''}`;
}

function furtherFailures(client: Client, count: number): string {
  return `PAM ${count} more authentication failure${count > 1 ? 's' : ''}; ${pamClient(client)}`;
}
