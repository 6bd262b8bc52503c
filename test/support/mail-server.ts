import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server on this machine that takes every mail of the service. */
export interface MailServer {
  readonly port: number;
  /** What has arrived so far. */
  readonly mails: ParsedMail[];
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, callback) => {
      const known = username === 'sender@example.org' && password === 'app-password';
      callback(known ? null : new Error('wrong password'), { user: username });
    },
    onData: (stream, _session, callback) => {
      void simpleParser(stream).then((mail) => {
        mails.push(mail);
        callback();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as { port: number };
  return { port, mails, stop: () => new Promise((closed) => server.close(() => closed())) };
}

/** Settings of a service that sends its mails to the server. */
export function mailSettings({ port }: MailServer): Record<string, string> {
  return {
    SENDER_EMAIL: 'sender@example.org',
    RECEIVER_EMAIL: 'admin@example.org',
    EMAIL_PASSWORD: 'app-password',
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(port),
    // The factories' events happen a day before the tests' present.
    NOTIFY_MAX_AGE_HOURS: '48',
  };
}
