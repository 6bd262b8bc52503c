/** The present moment, UTC milliseconds. Handed to whoever needs it, so that tests decide what time it is. */
export type Clock = () => number;

/** Injection token of the {@link Clock}. */
export const CLOCK = Symbol('Clock');

export const systemClock: Clock = () => Date.now();
