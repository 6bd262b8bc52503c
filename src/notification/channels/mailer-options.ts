import { fileURLToPath } from 'node:url';
import type { MailerOptions } from '@nestjs-modules/mailer';
import { HandlebarsAdapter } from '@nestjs-modules/mailer/adapters/handlebars.adapter';
import type { Settings } from '../../config/settings.schema.js';

/** Folder of the mail templates. */
export const TEMPLATES = fileURLToPath(new URL('../templates', import.meta.url));

/** A mail server that does not answer must not keep anything waiting for longer. */
const TIMEOUT_MS = 20_000;

type MailSettings = Pick<
  Settings,
  'SENDER_EMAIL' | 'EMAIL_PASSWORD' | 'SMTP_HOST' | 'SMTP_PORT' | 'SMTP_SECURE' | 'SMTP_USER'
>;

/** How the mailer reaches the mail server. */
export function mailerOptions(settings: MailSettings): MailerOptions {
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_SECURE: secure } = settings;
  return {
    transport: {
      host,
      port,
      secure: secure === 'auto' ? port === 465 : secure === 'true',
      auth: { user: settings.SMTP_USER || settings.SENDER_EMAIL, pass: settings.EMAIL_PASSWORD },
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    },
    template: { dir: TEMPLATES, adapter: new HandlebarsAdapter(undefined, { inlineCssEnabled: false }) },
  };
}
