/** Why something that came was not taken. */
export const DROP_REASONS = [
  'no_room',
  'sender_not_allowed',
  'too_many_connections',
  'tls_failed',
  'incomplete',
] as const;

export type DropReason = (typeof DROP_REASONS)[number];

/** Why a sender was turned away, whatever it sent. */
export type Refusal = Extract<DropReason, 'sender_not_allowed' | 'too_many_connections' | 'tls_failed'>;

/** What a listener has counted since the start. */
export class ListenerFigures {
  messages = 0;
  /** Messages that were longer than what is kept of one. */
  cut = 0;
  /** Connections that are open. */
  connections = 0;
  /** Connections and datagrams that were refused, by reason. */
  readonly dropped: Record<DropReason, number> = {
    no_room: 0,
    sender_not_allowed: 0,
    too_many_connections: 0,
    tls_failed: 0,
    incomplete: 0,
  };

  /** @param listener such as `tcp://127.0.0.1:5514` */
  constructor(public listener: string) {}
}
