/** Sent when this process has taken a key back: what it opened, such as a live stream, is to end. */
export const KEYS_CHANGED = 'keys.changed';
