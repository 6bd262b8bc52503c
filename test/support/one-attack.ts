import type { ServiceProcess } from './service-process.js';

interface Attack {
  readonly ip_address: string;
  readonly attempts: number;
}

/** Waits until there is an alert of brute force with so many attempts, which then is the only one. */
export async function expectOneAttack(service: ServiceProcess, attack: Attack): Promise<void> {
  const [alert, ...others] = await service.until<Attack[]>(
    '/alerts?rule=ssh_brute_force',
    ([found]) => found?.attempts === attack.attempts,
  );
  expect(alert).toMatchObject(attack);
  expect(others).toEqual([]);
}
