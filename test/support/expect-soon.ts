import { setTimeout as wait } from 'node:timers/promises';

/** How long a page may take to show something: says that it never will, not that a machine is slow. */
const PATIENCE_MS = 120_000;

type Eventually<M> = {
  [K in keyof M]: M[K] extends (...args: infer A) => unknown ? (...args: A) => Promise<void> : Eventually<M[K]>;
};

type Matchers = Record<string, (...args: unknown[]) => void>;

function call(asked: object, negated: boolean, name: string, args: unknown[]): void {
  const matchers = asked as Matchers & { not: Matchers };
  (negated ? matchers.not : matchers)[name]!(...args);
}

/**
 * `expect`, of what a page shows: it is read again until the matcher holds, since a page draws when it gets round to it.
 *
 * @throws what the matcher last threw, after two minutes
 */
export function expectSoon<T>(
  read: () => T | Promise<T>,
): Eventually<Pick<jest.JestMatchers<T>, 'not' | keyof jest.Matchers<void, T>>> {
  const matcher =
    (negated: boolean, name: string) =>
    async (...args: unknown[]) => {
      const end = performance.now() + PATIENCE_MS;
      for (;;) {
        const value = await read();
        try {
          call(expect(value), negated, name, args);
          return;
        } catch (error) {
          if (performance.now() > end) throw error;
          await wait(50);
        }
      }
    };
  const matchers = (negated: boolean): object =>
    new Proxy({}, { get: (_, name) => (name === 'not' ? matchers(true) : matcher(negated, String(name))) });
  return matchers(false) as ReturnType<typeof expectSoon<T>>;
}
