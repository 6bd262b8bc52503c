import type { LogSourceSetting } from '../../config/log-sources.js';
import { thresholdRuleName } from '../../logs/programs/imported/filter-set.js';
import type { SourceFilter } from '../../logs/programs/imported/filter-set.js';
import { filtersOf } from '../../logs/ingestion/source-filters.js';

/** What the file of these rules is called where rules are listed. */
const FILE = 'LOG_FILES';

/**
 * Rules for the filters whose log says how often they may match (`maxretry`, `findtime`), as their jails did: one for each filter
 * and threshold. The shipped rule leaves their lines to them.
 */
export function thresholdRules(
  sources: readonly LogSourceSetting[],
): readonly { readonly file: string; readonly text: string }[] {
  const texts = new Map<string, string>();
  for (const { filters } of sources.map(filtersOf)) {
    for (const filter of filters) {
      const name = ruleNameOf(filter);
      if (name !== null && !texts.has(name)) texts.set(name, ruleText(name, filter));
    }
  }
  return texts.size === 0 ? [] : [{ file: FILE, text: [...texts.values()].join('---\n') }];
}

function ruleNameOf({ logType, threshold }: SourceFilter): string | null {
  return threshold === null ? null : thresholdRuleName(logType, threshold);
}

/** JSON is YAML, whatever a filter is called. */
function ruleText(name: string, { definition, logType, threshold }: SourceFilter): string {
  const { attempts, seconds } = threshold!;
  const title = definition.name.replaceAll(/[^\w .-]/g, ' ').slice(0, 64);
  const selection = {
    title: `Failure at ${title}`,
    name: `${name}_line`,
    description: 'A line that the filter matches. Serves the rule below and raises no alerts by itself.',
    logsource: { product: 'linux', service: 'filters' },
    detection: {
      selection: { log_type: logType, threshold: `${attempts} in ${seconds}s` },
      condition: 'selection',
    },
    level: 'informational',
  };
  const correlation = {
    title: `Repeated failures at ${title}`,
    name,
    description: `As maxretry and findtime in LOG_FILES say: ${attempts} failures of one address within ${seconds} seconds.`,
    tags: ['attack.credential-access', 'attack.t1110'],
    correlation: {
      type: 'value_sum',
      rules: [`${name}_line`],
      'group-by': ['ip_address'],
      timespan: `${seconds}s`,
      condition: { field: 'attempts', gte: attempts },
    },
    level: 'high',
  };
  return `${JSON.stringify(selection, null, 2)}\n---\n${JSON.stringify(correlation, null, 2)}\n`;
}
