import type { DeliveryOutcome } from '../notification-channel.js';
import { withoutSecrets } from '../without-secrets.js';

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
