import { seededRandom } from '../../bench/seeded-random.js';
import { AuthLog } from './auth-log.js';
import type { Client } from './auth-log.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A person at the end of a day: how many, and from where. */
interface Office {
  readonly people: number;
  /** The address that a person of the office is seen with. */
  readonly address: (person: number) => string;
}

const OFFICES: readonly Office[] = [
  { people: 80, address: () => '198.51.100.10' },
  { people: 30, address: (person) => `198.51.100.${100 + (person % 5)}` },
  { people: 40, address: (person) => `2001:db8:5:1::${(0x100 + person).toString(16)}` },
];

const CI = '192.0.2.20';
const CRON = '192.0.2.30';
const PROBE = '192.0.2.40';
const SFTP = '192.0.2.50';

const DAILY_COMMANDS = [
  '/usr/bin/apt update',
  '/usr/bin/systemctl restart nginx',
  '/usr/bin/tail -f /var/log/auth.log',
  '/usr/bin/less /var/log/syslog',
  '/usr/bin/journalctl --vacuum-time=14d',
  '/usr/bin/vi /etc/nginx/nginx.conf',
  '/usr/bin/rm -rf /var/www/old',
  '/usr/bin/cat /root/.ssh/authorized_keys',
  '/usr/bin/docker ps',
  '/usr/sbin/ufw status',
];

/** What the internet tries on every server. */
const NOISE_NAMES = ['root', 'root', 'root', 'admin', 'test', 'ubuntu', 'user', 'oracle'];

/**
 * The log of a busy server on a day on which nobody attacks it: people who mistype, forget and come back, machines that
 * log in, fail and probe, and the background noise of the internet. The same for the same seed.
 */
export function ordinaryDay(seed: number): string[] {
  const day = new OrdinaryDay(seededRandom(seed));
  for (const [number, office] of OFFICES.entries()) {
    for (let person = 0; person < office.people; person++) {
      day.person({ address: office.address(person), user: `person${number}${String(person).padStart(2, '0')}` });
    }
  }
  day.forgetful({ address: OFFICES[1]!.address(0), user: 'forgetful' });
  for (let admin = 0; admin < 6; admin++) day.admin({ address: '198.51.100.10', user: `admin${admin}` });
  day.jobs();
  day.machines();
  day.noise();
  return day.log.lines;
}

class OrdinaryDay {
  readonly log = new AuthLog();

  constructor(private readonly random: () => number) {}

  /** Comes in the morning, logs in again and again, and goes. */
  person(client: Client): void {
    this.theDayBefore(client);
    const arrival = Math.min(Math.max(this.around(8.75 * HOUR, 40 * MINUTE), 6 * HOUR), 12 * HOUR);
    this.arrive(arrival, client);
    for (let logins = this.below(4); logins > 0; logins--) {
      this.arrive(arrival + HOUR + this.random() * 8 * HOUR, client);
    }
  }

  /** People were here the day before, too. */
  private theDayBefore(client: Client): void {
    this.log.login(this.moment(this.random() * HOUR - 10 * HOUR), client, { method: 'publickey', minutes: 10 });
  }

  /** Tries five times, asks somebody, who sets the password anew, and is in. */
  forgetful(client: Client): void {
    this.theDayBefore(client);
    const at = 9 * HOUR + this.random() * HOUR;
    this.failed(at, client, 3);
    this.failed(at + 2 * MINUTE, client, 2);
    this.login(at + 20 * MINUTE, client);
  }

  /** Does what administrators do: packages, services, a new colleague, jobs, looks into logs; mistypes now and then. */
  admin(client: Client): void {
    this.theDayBefore(client);
    for (let logins = 1 + this.below(3); logins > 0; logins--) {
      const at = 8 * HOUR + this.random() * 9 * HOUR;
      this.log.login(this.moment(at), client, { minutes: 60 });
      for (let deeds = this.below(12); deeds > 0; deeds--) {
        this.deed(this.moment(at + this.random() * 50 * MINUTE), client.user);
      }
    }
  }

  private deed(at: number, user: string): void {
    const sudo = (command: string, wrong = ''): void =>
      this.log.write(at, 'sudo', `${user} : ${wrong}TTY=pts/0 ; PWD=/home/${user} ; USER=root ; COMMAND=${command}`);
    const dice = this.random();
    if (dice < 0.45) return sudo(DAILY_COMMANDS[this.below(DAILY_COMMANDS.length)]!);
    if (dice < 0.6) return sudo('/bin/bash');
    if (dice < 0.7) return this.log.write(at, 'su[900]', `(to postgres) root on pts/0`);
    if (dice < 0.76) return sudo('/bin/sh', `${1 + this.below(3)} incorrect password attempts ; `);
    if (dice < 0.78) return this.log.write(at, 'su[901]', `FAILED SU (to root) ${user} on pts/0`);
    if (dice < 0.86) return this.log.write(at, 'crontab[902]', `(${user}) REPLACE (${user})`);
    if (dice < 0.93) {
      sudo('/usr/bin/apt install postgresql');
      const account = 'name=postgres, UID=117, GID=123, home=/var/lib/postgresql, shell=/bin/bash, from=none';
      return this.log.write(at + 20 * SECOND, 'useradd[903]', `new user: ${account}`);
    }
    sudo('/usr/sbin/useradd -m -G sudo newcomer');
    this.log.write(
      at + 100,
      'useradd[904]',
      'new user: name=newcomer, UID=1042, GID=1042, home=/home/newcomer, shell=/bin/bash',
    );
    this.log.write(at + 100, 'useradd[904]', "add 'newcomer' to group 'sudo'");
    this.log.write(at + 9 * SECOND, 'passwd[905]', 'pam_unix(passwd:chauthtok): password changed for newcomer');
  }

  /** Every minute, and what cron's PAM says of it. */
  jobs(): void {
    for (let at = 0; at < DAY; at += MINUTE) {
      const moment = this.moment(at);
      this.log.write(moment, 'CRON[906]', 'pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)');
      this.log.write(moment, 'CRON[907]', '(root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)');
      this.log.write(moment, 'CRON[906]', 'pam_unix(cron:session): session closed for user root');
    }
    for (let at = 0; at < DAY; at += 3 * HOUR) {
      const fields = 'logname= uid=0 euid=0 tty=dovecot ruser=carol rhost=198.51.100.10  user=carol';
      this.log.write(this.moment(at), 'auth', `pam_unix(dovecot:auth): authentication failure; ${fields}`);
    }
    this.log.write(this.moment(7 * HOUR), 'login[908]', 'FAILED LOGIN 1 FROM tty1 FOR root, Authentication failure');
    this.log.write(this.moment(7 * HOUR + 9 * SECOND), 'login[908]', 'ROOT LOGIN ON tty1');
  }

  machines(): void {
    for (let at = 0; at < DAY; at += MINUTE) {
      this.log.loginAfterOfferedKey(this.moment(at + this.random() * 5 * SECOND), { address: CI, user: 'deploy' });
      this.log.probe(this.moment(at + 30 * SECOND), PROBE);
    }
    for (let at = 5 * MINUTE; at < DAY; at += HOUR / 2) this.failed(at, { address: CRON, user: 'backup' }, 1);
    for (let at = 0; at < DAY; at += HOUR / 4) {
      this.log.sftp(this.moment(at + this.random() * MINUTE), { address: SFTP, user: 'export' });
    }
  }

  /** Single attempts from a few dozen addresses of different networks, which come back in the course of the day. */
  noise(): void {
    for (let scanner = 0; scanner < 40; scanner++) {
      const address = scanner < 6 ? `203.0.113.${1 + this.below(250)}` : `2001:db8:${this.below(0xf000) + 0x100}::7`;
      for (let attempts = 1 + this.below(8); attempts > 0; attempts--) {
        const user = NOISE_NAMES[this.below(NOISE_NAMES.length)]!;
        this.failed(this.random() * DAY, { address, user, known: user === 'root' }, 1);
      }
    }
  }

  /** A login in one of the ways in which people log in. */
  private arrive(at: number, client: Client): void {
    const way = this.random();
    if (way < 0.55) this.log.login(this.moment(at), client, { method: 'publickey', minutes: this.below(200) });
    else if (way < 0.88) this.login(at, client);
    else if (way < 0.96) this.log.login(this.moment(at), client, { failures: 1 + this.below(2), minutes: 30 });
    else if (way < 0.98) this.giveUp(at, client);
    else this.mistypeName(at, client);
  }

  /** Three wrong passwords, and back after a while with the right one. */
  private giveUp(at: number, client: Client): void {
    this.failed(at, client, 3);
    this.login(at + 2 * MINUTE + this.random() * 30 * MINUTE, client);
  }

  private mistypeName(at: number, client: Client): void {
    this.failed(at, { ...client, user: `${client.user.slice(0, -1)}q`, known: false }, 1 + this.below(2));
    this.login(at + 30 * SECOND, client);
  }

  private failed(at: number, client: Client, tries: number): void {
    this.log.failedPasswords(this.moment(at), client, tries);
  }

  private login(at: number, client: Client): void {
    this.log.login(this.moment(at), client, { minutes: this.below(200) });
  }

  /** A moment of the day, in whole milliseconds. */
  private moment(at: number): number {
    return Date.UTC(2026, 10, 20) + Math.floor(at);
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  /** Roughly normal: the mean of a few even numbers. */
  private around(middle: number, deviation: number): number {
    const even = Array.from({ length: 12 }, () => this.random()).reduce((sum, each) => sum + each, -6);
    return middle + even * deviation;
  }
}
