/** Rules of alerts about what the service depends on: such alerts are no attacks. */
export const SERVICE_RULES = [
  'source_silent',
  'source_not_understood',
  'source_clock_ahead',
  'bouncer_stopped',
] as const;

export type ServiceRule = (typeof SERVICE_RULES)[number];

/** False for an alert about what the service depends on. */
export function isAttackRule(rule: string): boolean {
  return !(SERVICE_RULES as readonly string[]).includes(rule);
}
