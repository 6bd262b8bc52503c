/** Units that are told apart. */
export const MAX_UNITS = 8;
const MOST = 1e15;
const UNIT = /^[a-z_]{1,16}$/;

/**
 * What a bouncer says that it has turned away, by unit, such as `packet`. The documentation has `metrics` as an object, the
 * programs send a list: both are read. What is neither counts nothing.
 */
export function droppedOf(body: unknown): Record<string, number> {
  const dropped = new Map<string, number>();
  for (const component of listOf(memberOf(body, 'remediation_components'))) {
    for (const metrics of listOf(memberOf(component, 'metrics'))) {
      for (const item of listOf(memberOf(metrics, 'items'))) add(dropped, item);
    }
  }
  return Object.fromEntries(dropped);
}

function add(dropped: Map<string, number>, item: unknown): void {
  const [name, unit, value] = ['name', 'unit', 'value'].map((member) => memberOf(item, member));
  if (name !== 'dropped' || typeof unit !== 'string' || !UNIT.test(unit)) return;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > MOST) return;
  if (dropped.has(unit) || dropped.size < MAX_UNITS) dropped.set(unit, (dropped.get(unit) ?? 0) + value);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
