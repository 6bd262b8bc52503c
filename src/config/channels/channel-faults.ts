import type { ChannelSettings } from './channel-settings.js';

/** A setting of a channel that is not right together with the others; the message completes the sentence "NAME …". */
export interface ChannelFault {
  readonly field: string;
  readonly fault: string;
}

/** Faults that only show when the settings of a channel are seen together. */
export function channelFaults(channel: ChannelSettings): ChannelFault[] {
  switch (channel.type) {
    case 'email':
      return (['sender', 'receivers'] as const)
        .filter((field) => channel.email[field].length === 0)
        .map((field) => ({ field, fault: 'is missing' }));
    case 'webhook':
      return channel.webhook.url === '' ? [NO_URL] : [];
    case 'gotify':
      return [
        ...(channel.chat.url === '' ? [NO_URL] : []),
        ...(channel.chat.token === ''
          ? [{ field: 'token', fault: 'is missing: Gotify knows applications by it' }]
          : []),
      ];
    case 'ntfy':
      if (channel.chat.url === '') return [NO_URL];
      return new URL(channel.chat.url).pathname.replace(/\/$/, '') === ''
        ? [{ field: 'url', fault: 'must end in the topic, such as https://ntfy.sh/TOPIC' }]
        : [];
    case 'slack':
    case 'discord':
      return channel.chat.url === '' ? [NO_URL] : [];
    default:
      return channel satisfies never;
  }
}

const NO_URL: ChannelFault = { field: 'url', fault: 'is missing' };
