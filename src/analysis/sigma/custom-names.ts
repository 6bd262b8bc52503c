import { nearestName } from './nearest-name.js';
import type { Path, Report, YamlMap } from './rule-document.js';
import { shown } from './rule-document.js';

/**
 * Sigma allows attributes of one's own, so an unknown name is no fault by itself; one that looks like a known name
 * written wrong is, since the rule would mean something else than its author thinks.
 */
export function checkNames(map: YamlMap, known: readonly string[], path: Path, report: Report): void {
  for (const name of Object.keys(map)) {
    const meant = known.includes(name) ? null : nearestName(name, known);
    if (meant !== null)
      report([...path, name], `unknown attribute ${shown(name)}; did you mean ${JSON.stringify(meant)}?`);
  }
}
