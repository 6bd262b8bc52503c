import type { LogType } from '../../logs/parsing/log-type.js';
import { LOG_SOURCES, logTypesOfSource } from '../../logs/programs/registry.js';
import { checkNames } from './custom-names.js';
import { isMap, shown } from './rule-document.js';
import type { Report } from './rule-document.js';

/**
 * The log types that a rule is for, as its `logsource` says.
 *
 * @returns null where it says something that is wrong, which is reported
 */
export function logTypesFor(logSource: unknown, report: Report): ReadonlySet<LogType> | null {
  if (!isMap(logSource)) {
    report(['logsource'], 'logsource is a map, such as product: linux, service: sshd');
    return null;
  }
  checkNames(logSource, [...Object.keys(LOG_SOURCES), 'definition'], ['logsource'], report);
  const attributes = Object.entries(LOG_SOURCES).filter(([attribute]) => Object.hasOwn(logSource, attribute));
  let isKnown = true;
  for (const [attribute, known] of attributes) {
    const value = logSource[attribute];
    if (!known.includes(String(value))) {
      isKnown = false;
      report(
        ['logsource', attribute],
        `the ${attribute} ${shown(value)} is not what this program reads; it reads ${known.join(', ')}`,
      );
    }
  }
  const { category, service, product } = logSource;
  if (category === undefined && service === undefined && product !== 'openssh') {
    report(['logsource'], 'logsource does not say that the rule is for sshd; add service: sshd');
  }
  return isKnown
    ? logTypesOfSource({ category: given(category), product: given(product), service: given(service) })
    : null;
}

function given(value: unknown): string | null {
  return value === undefined ? null : String(value);
}
