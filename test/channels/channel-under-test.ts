import { configuredChannels } from '../../src/notification/channels/configured-channels.js';
import type { ChannelType } from '../../src/config/channels/channel-settings.js';
import type { NotificationChannel } from '../../src/notification/channels/notification-channel.js';
import { loadSettings } from '../../src/config/load-settings.js';
import { HttpStandIn } from './http-stand-in.js';
import type { ReceivedRequest } from './http-stand-in.js';
import { SmtpStandIn } from './smtp-stand-in.js';
import type { SmtpBehaviour } from './smtp-stand-in.js';

/** What the other side does with a message. */
export type Behaviour = 'accept' | 'refuse for now' | 'refuse for good' | 'repeat what came' | 'hang' | 'break';

/** A channel that is configured as people do it, and the other side of it. */
export interface ChannelUnderTest {
  readonly channel: NotificationChannel;
  /** What must not show anywhere. */
  readonly secrets: readonly string[];
  behave(behaviour: Behaviour): void;
  /** What has been taken so far, as it came. */
  accepted(): readonly string[];
  /** Settles when the other side has the next message. */
  reached(): Promise<void>;
  /** Ends the other side, and nothing else. */
  goDown(): Promise<void>;
  stop(): Promise<void>;
}

export const WEBHOOK_SECRET = `whsec_${Buffer.from('a key of exactly thirty-two byte').toString('base64')}`;

/** The one channel of a configuration. */
export function channelOf(
  environment: Readonly<Record<string, string>>,
  files: Record<string, string> = {},
): NotificationChannel {
  const settings = loadSettings({ environment, readFile: (path) => files[path]! });
  return configuredChannels(settings)[0]!.channel;
}

/** @param publicUrl where its messages link to; empty: nowhere */
export function startChannel(type: ChannelType, publicUrl = ''): Promise<ChannelUnderTest> {
  return type === 'email' ? startEmail(publicUrl) : startHttp(type, publicUrl);
}

async function startEmail(publicUrl: string): Promise<ChannelUnderTest> {
  const server = await SmtpStandIn.start();
  server.password = 'pass-w0rd of mail';
  const channel = channelOf({
    SENDER_EMAIL: 'sender@example.org',
    RECEIVER_EMAIL: 'admin@example.org',
    EMAIL_PASSWORD: server.password,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(server.port),
    PUBLIC_URL: publicUrl,
  });
  const login = Buffer.from(`\0sender@example.org\0${server.password}`).toString('base64');
  return {
    channel,
    secrets: [server.password, login],
    behave: (behaviour) => {
      server.behaviour =
        behaviour === 'repeat what came' ? `451 you said ${server.password} and ${login}` : SMTP_REPLIES[behaviour];
    },
    accepted: () => server.raw,
    reached: () => server.nextMail(),
    goDown: () => server.stop(),
    stop: async () => {
      channel.close();
      await server.stop();
    },
  };
}

const SMTP_REPLIES: Record<Exclude<Behaviour, 'repeat what came'>, SmtpBehaviour> = {
  accept: 'accept',
  'refuse for now': '451 4.3.0 the words of the other side',
  'refuse for good': '554 5.7.1 the words of the other side',
  hang: 'hang',
  break: 'break',
};

async function startHttp(type: Exclude<ChannelType, 'email'>, publicUrl: string): Promise<ChannelUnderTest> {
  const server = await HttpStandIn.start();
  const path = type === 'apprise' ? 'notify' : 'services';
  const url = `http://user:us3r-pass@127.0.0.1:${server.port}/${path}/T0KEN-in-path?key=k%2Bey-in-query`;
  const channel = channelOf({ ...targetOf(type, url), WEBHOOK_ALLOW_PRIVATE: 'true', PUBLIC_URL: publicUrl });
  return {
    channel,
    secrets: [
      'T0KEN-in-path',
      'k%2Bey-in-query',
      'k+ey-in-query',
      'us3r-pass',
      't0ken-of-chat',
      WEBHOOK_SECRET.slice(6),
    ],
    behave: (behaviour) => {
      server.behaviour = HTTP_REPLIES[behaviour];
    },
    accepted: () => server.requests.map(({ body }) => body),
    reached: () => server.nextRequest(),
    goDown: () => server.stop(),
    stop: async () => {
      channel.close();
      await server.stop();
    },
  };
}

const TOKENS: Partial<Record<ChannelType, string>> = {
  ntfy: 't0ken-of-chat',
  gotify: 't0ken-of-chat',
  telegram: '123456:t0ken-of-chat',
  pagerduty: 't0ken-of-chat',
};

function targetOf(type: Exclude<ChannelType, 'email'>, url: string): Record<string, string> {
  if (type === 'webhook') return { WEBHOOK_URL: url, WEBHOOK_SECRET };
  if (type === 'alertmanager') return { ALERTMANAGER_URL: url };
  const CHAT_TO = type === 'telegram' ? '-1001234567890' : '';
  return { CHAT_URL: url, CHAT_FORMAT: type, CHAT_TOKEN: TOKENS[type] ?? '', CHAT_TO };
}

const HTTP_REPLIES: Record<Behaviour, HttpStandIn['behaviour']> = {
  accept: { status: 200, body: 'ok' },
  'refuse for now': { status: 503, body: 'the words of the other side' },
  'refuse for good': { status: 400, body: 'the words of the other side' },
  'repeat what came': ({ url, headers, body }: ReceivedRequest) => ({
    status: 500,
    // The end of what came is ours to choose: the beginning is read, the rest is not.
    body: `${decodeURIComponent(url)} ${url} ${url.toUpperCase()} ${JSON.stringify(headers)} ${body}`,
  }),
  hang: 'hang',
  break: 'break',
};
