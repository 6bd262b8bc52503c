/**
 * Whether the attacker got in: `login_succeeded`, yes; `login_suspected`, somebody should look. The later in this list,
 * the worse: an outcome never becomes a milder one.
 */
export const ALERT_OUTCOMES = ['none', 'login_suspected', 'login_succeeded'] as const;

export type AlertOutcome = (typeof ALERT_OUTCOMES)[number];
