/** A metric family, as the text says it. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly MetricSample[];
}

export interface MetricSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const HEADER = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`);
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`);
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/;
const VALUE = /^(?:[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|NaN|Nan)$/i;
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

/**
 * Reads version 0.0.4 of Prometheus' text format, and takes nothing that the format's description does not allow: each
 * family in one piece under its HELP and TYPE, each series once, histograms that add up.
 *
 * @throws naming the line that is wrong
 */
export function parseMetrics(text: string): ReadonlyMap<string, MetricFamily> {
  if (!text.endsWith('\n')) throw new Error('The last line has no end.');
  const families = new Map<string, MetricFamily & { samples: MetricSample[] }>();
  let current: (MetricFamily & { samples: MetricSample[] }) | undefined;
  const seen = new Set<string>();
  let help: { name: string; text: string } | undefined;
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind, name = '', rest = ''] = HEADER.exec(line) ?? [];
    if (line === '') continue;
    if (kind === 'HELP') {
      help = { name, text: rest };
    } else if (kind === 'TYPE') {
      if (help?.name !== name) throw new Error(`TYPE without its HELP: ${line}`);
      if (families.has(name)) throw new Error(`A family in two pieces: ${line}`);
      if (!/^(?:counter|gauge|histogram|summary|untyped)$/.test(rest)) throw new Error(`No such type: ${line}`);
      current = { name, help: help.text, type: rest, samples: [] };
      families.set(name, current);
    } else {
      const sample = parseSample(line);
      const suffixes = SUFFIXES[current?.type ?? ''] ?? [''];
      if (current === undefined || !suffixes.some((suffix) => sample.name === current!.name + suffix)) {
        throw new Error(`A sample outside of its family: ${line}`);
      }
      const series = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
      if (seen.has(series)) throw new Error(`A series twice: ${line}`);
      seen.add(series);
      current.samples.push(sample);
    }
  }
  for (const family of families.values()) if (family.type === 'histogram') checkHistogram(family);
  return families;
}

function parseSample(line: string): MetricSample {
  const [, name = '', labelText = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (name === '' || !VALUE.test(value)) throw new Error(`Not a sample: ${line}`);
  const labels: Record<string, string> = {};
  for (let rest = labelText; rest !== '';) {
    const [matched, label = '', escaped = ''] = LABEL.exec(rest) ?? [];
    if (matched === undefined || label in labels) throw new Error(`Labels that are none: ${line}`);
    labels[label] = escaped.replace(/\\(.)/g, (_whole, character) => (character === 'n' ? '\n' : character));
    rest = rest.slice(matched.length);
  }
  return { name, labels, value: Number(value.replace('Inf', 'Infinity')) };
}

/** Buckets grow up to `+Inf`, which holds as many as are counted. */
function checkHistogram({ name, samples }: MetricFamily): void {
  const series = new Map<string, MetricSample[]>();
  for (const sample of samples) {
    const { le: _le, ...labels } = sample.labels;
    const key = JSON.stringify(labels);
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  for (const [labels, group] of series) {
    const buckets = group.filter((sample) => sample.name === `${name}_bucket`).map(({ value }) => value);
    const count = group.find((sample) => sample.name === `${name}_count`)?.value;
    const grows = buckets.every((value, index) => index === 0 || value >= buckets[index - 1]!);
    const last = group.findLast((sample) => sample.name === `${name}_bucket`)?.labels['le'];
    if (!grows || last !== '+Inf' || buckets.at(-1) !== count) throw new Error(`${name}${labels} does not add up.`);
  }
}
