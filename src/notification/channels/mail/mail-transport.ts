import type { MailerOptions } from '@nestjs-modules/mailer';
import type { MailSettings } from '../../../config/channels/channel-settings.js';
import { withoutSecrets } from '../notification-channel.js';
import type { DeliveryOutcome } from '../notification-channel.js';

/** What nodemailer says of a mail that was not taken. */
interface MailError {
  readonly message: string;
  /** nodemailer's own, such as EAUTH, or that of the system. */
  readonly code?: string;
  /** Code of the server's last reply. */
  readonly responseCode?: number;
  /** The SMTP command that failed. */
  readonly command?: string;
}

/** Commands whose refusal is about this mail; the refusal of others is about the server, or our account there. */
const ABOUT_THE_MAIL: ReadonlySet<string> = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** 5xx replies about the session: bad sequence, STARTTLS or authentication needed, failed or too weak. */
const ABOUT_THE_SESSION: ReadonlySet<number> = new Set([503, 530, 534, 535, 538]);

/**
 * A 5xx reply to a mail is the server's last word (RFC 5321, section 4.2.1). A password, a certificate, a name or a
 * server can be mended: what fails for them is worth another attempt, and the reason says what to do.
 */
export function mailFailure(error: unknown, secrets: readonly string[]): DeliveryOutcome {
  const { message, code, responseCode, command = '' } = error as MailError;
  const reason = withoutSecrets(message, secrets);
  const session = responseCode !== undefined && ABOUT_THE_SESSION.has(responseCode);
  if (code === 'EAUTH' || session)
    return { kind: 'retry', reason: `${reason} (check the account, its password and the encryption)` };
  if (code === 'ETLS') return { kind: 'retry', reason: `${reason} (check the encryption and the certificate)` };
  const refused = ABOUT_THE_MAIL.has(command) && responseCode !== undefined && responseCode >= 500;
  const impossible = code === 'EENVELOPE' && responseCode === undefined;
  return { kind: refused || impossible ? 'give-up' : 'retry', reason };
}

/** Connections to a mail server that may be open at a time. */
const MAX_CONNECTIONS = 2;

/** How the mailer reaches the mail server. @param timeoutMs how long any one step may take */
export function mailerOptions(settings: MailSettings, timeoutMs: number): MailerOptions {
  const { host, port, password: pass } = settings;
  const user = settings.user || settings.sender;
  return {
    transport: {
      pool: true,
      maxConnections: MAX_CONNECTIONS,
      // Once more where a kept connection turns out to be closed; beyond that the outbox tries again, and says why.
      maxRequeues: 1,
      host,
      port,
      ...encryption(settings),
      ...(pass === '' ? {} : { auth: { user, pass } }),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  };
}

/** `secure`: TLS from the first byte; `requireTLS`: STARTTLS or nothing, though a go-between hide that it is offered. */
function encryption({ secure, port }: MailSettings): { secure: boolean; requireTLS: boolean } {
  switch (secure) {
    case 'true':
      return { secure: true, requireTLS: false };
    case 'starttls':
      return { secure: false, requireTLS: true };
    case 'false':
      return { secure: false, requireTLS: false };
    case 'auto':
      return { secure: port === 465, requireTLS: port === 587 };
    default:
      return secure satisfies never;
  }
}
