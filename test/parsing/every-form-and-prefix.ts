import { FORM_EXAMPLES, type FormExample } from './form-examples.js';
import type { EventDetails } from '../../src/logs/parsing/parsed-line.js';
import type { MessageDetails } from '../../src/logs/parsing/parsed-message.js';
import type { ExpectedLine, Golden } from './golden.js';
import { REFERENCE_TIME, TIME_ZONE, type PrefixExample } from './prefix-examples.js';

const FIRST_PID = 4_001;

interface Scenario {
  readonly lines: readonly string[];
  readonly golden: Golden;
}

/**
 * Every form behind one prefix. What is expected is put together from what the two tables state, not from what the
 * parser says. Each line has a pid and an address of its own, so that each is a connection.
 */
export function scenarioOf(prefix: PrefixExample, of: readonly FormExample[] = FORM_EXAMPLES): Scenario {
  const examples = of.filter((example) => prefix.carries?.(example) ?? true).map(withOwnAddress);
  return {
    lines: examples.map(({ program = 'sshd', message }, index) => prefix.line(program, FIRST_PID + index, message)),
    golden: {
      timeZone: TIME_ZONE,
      referenceTime: REFERENCE_TIME,
      lines: examples.map((example, index) => expectedOf(prefix, example, FIRST_PID + index)),
    },
  };
}

function withOwnAddress(example: FormExample, index: number): FormExample {
  const own = index < 240 ? `192.0.2.${10 + index}` : `198.51.100.${index - 230}`;
  const event = example.event?.ipAddress == null ? example.event : { ...example.event, ipAddress: own };
  const details = event?.details?.network === undefined ? {} : { details: { ...event.details, network: `${own}/32` } };
  return { ...example, message: example.message.replace('192.0.2.10', own), event: event && { ...event, ...details } };
}

function expectedOf(prefix: PrefixExample, { form, event, program }: FormExample, pid: number): ExpectedLine {
  if (event === null) return { kind: 'ignored', form };
  const named = { program: prefix.program ?? program ?? 'sshd' };
  const head = { kind: 'event', form, timestamp: prefix.time, timeBasis: prefix.timeBasis };
  const where = { ...(prefix.host === null ? {} : { host: prefix.host }), ...(prefix.carriesPid ? { pid } : {}) };
  const details = event.details === undefined ? {} : { details: detailsAt(prefix.time, event.details) };
  const fields = Object.entries({ ...event, ...details, ...named }).filter(
    ([, value]) => value !== null && value !== 0,
  );
  return { ...head, ...where, ...Object.fromEntries(fields) };
}

function detailsAt(time: string, { seconds, ...details }: MessageDetails): EventDetails {
  return seconds === undefined ? details : { ...details, until: Date.parse(time) + seconds * 1000 };
}
