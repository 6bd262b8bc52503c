import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

/** How the stand-in answers a mail; a text is its refusal, such as `550 no such user`. */
export type SmtpBehaviour = 'accept' | 'hang' | 'break' | `${number} ${string}`;

/** A mail server on this machine that behaves as a test wants it to. */
export class SmtpStandIn {
  readonly mails: ParsedMail[] = [];
  /** Mails as they came, headers and all. */
  readonly raw: string[] = [];
  /** Passwords that were given. */
  readonly passwords: string[] = [];
  connections = 0;
  /** Settles when a mail that has come may be answered. */
  beforeAnswer: () => Promise<void> = () => Promise.resolve();
  behaviour: SmtpBehaviour = 'accept';
  /** How it greets whoever connects. */
  greeting: SmtpBehaviour = 'accept';
  /** Refusals by receiver, ahead of the general behaviour. */
  readonly refusedReceivers = new Map<string, `${number} ${string}`>();
  password = 'app-password';
  private readonly server: SMTPServer;
  private onMail: () => void = () => undefined;
  private onConnection: () => void = () => undefined;

  constructor(options: SMTPServerOptions = { disabledCommands: ['STARTTLS'] }) {
    this.server = new SMTPServer({
      ...options,
      onConnect: (_session, callback) => {
        this.connections++;
        this.onConnection();
        if (this.greeting !== 'hang') callback(this.greeting === 'accept' ? null : refusal(this.greeting));
      },
      onAuth: ({ username, password }, _session, callback) => {
        this.passwords.push(password ?? '');
        if (password === this.password) callback(null, { user: username! });
        else callback(refusal(`535 5.7.8 bad credentials: ${password}`));
      },
      onRcptTo: ({ address }, _session, callback) => {
        const refused = this.refusedReceivers.get(address);
        callback(refused === undefined ? null : refusal(refused));
      },
      onData: (stream, _session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => void this.answer(Buffer.concat(chunks), callback));
      },
    });
    // Clients that break off are part of the tests.
    this.server.on('error', () => undefined);
  }

  /** @param port 0 takes any free one */
  static async start(options?: SMTPServerOptions, port = 0): Promise<SmtpStandIn> {
    const standIn = new SmtpStandIn(options);
    await new Promise<void>((listening) => standIn.server.listen(port, '127.0.0.1', listening));
    return standIn;
  }

  get port(): number {
    return (this.server.server.address() as { port: number }).port;
  }

  /** Settles when the next mail has come, however it is answered. */
  nextMail(): Promise<void> {
    return new Promise((come) => {
      this.onMail = come;
    });
  }

  /** Settles when somebody connects. */
  nextConnection(): Promise<void> {
    return new Promise((come) => {
      this.onConnection = come;
    });
  }

  /** Ends the connections that are open. */
  dropConnections(): void {
    for (const connection of (this.server as unknown as { connections: Set<{ _socket: { destroy(): void } }> })
      .connections)
      connection._socket.destroy();
  }

  async stop(): Promise<void> {
    this.dropConnections();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private async answer(raw: Buffer, callback: (error?: Error | null) => void): Promise<void> {
    const { behaviour } = this;
    await this.beforeAnswer();
    if (behaviour === 'accept') {
      this.raw.push(raw.toString('latin1'));
      this.mails.push(await simpleParser(raw));
    }
    this.onMail();
    if (behaviour === 'accept') callback();
    else if (behaviour === 'break') this.dropConnections();
    else if (behaviour !== 'hang') callback(refusal(behaviour));
  }
}

function refusal(reply: string): Error {
  const [code, ...words] = reply.split(' ');
  return Object.assign(new Error(words.join(' ')), { responseCode: Number(code) });
}
