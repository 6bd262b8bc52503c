import type { MailerOptions } from '@nestjs-modules/mailer';
import type { MailSettings } from '../../../config/channels/channel-settings.js';

/** Connections to a mail server that may be open at a time. */
const MOST_CONNECTIONS = 2;

/** How the mailer reaches the mail server. @param timeoutMs how long any one step may take */
export function mailerOptions(settings: MailSettings, timeoutMs: number): MailerOptions {
  const { host, port, password: pass } = settings;
  const user = settings.user || settings.sender;
  return {
    transport: {
      pool: true,
      maxConnections: MOST_CONNECTIONS,
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
