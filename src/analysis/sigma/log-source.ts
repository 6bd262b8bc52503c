import { checkNames } from './custom-names.js';
import { isMap, shown } from './rule-document.js';
import type { Report } from './rule-document.js';

/** What a rule may call the logs that we read, by attribute. */
export const LOG_SOURCES: Readonly<Record<'category' | 'product' | 'service', readonly string[]>> = {
  category: ['authentication'],
  product: ['linux', 'unix', 'openssh'],
  service: ['sshd', 'ssh', 'auth'],
};

/** Checks that a rule is made for the logs of an SSH server. */
export function checkLogSource(logSource: unknown, report: Report): void {
  if (!isMap(logSource)) {
    report(['logsource'], 'logsource is a map, such as product: linux, service: sshd');
    return;
  }
  checkNames(logSource, [...Object.keys(LOG_SOURCES), 'definition'], ['logsource'], report);
  const attributes = Object.entries(LOG_SOURCES).filter(([attribute]) => Object.hasOwn(logSource, attribute));
  for (const [attribute, known] of attributes) {
    const value = logSource[attribute];
    if (!known.includes(String(value)))
      report(
        ['logsource', attribute],
        `the ${attribute} ${shown(value)} is not what this program reads; it reads ${known.join(', ')}`,
      );
  }
  const { category, service, product } = logSource;
  if (category === undefined && service === undefined && product !== 'openssh')
    report(['logsource'], 'logsource does not say that the rule is for sshd; add service: sshd');
}
