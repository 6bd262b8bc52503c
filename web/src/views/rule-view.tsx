import type { Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { routeTo } from '../model/route.js';
import { formatNumber } from '../model/words.js';
import { SeverityBadge } from '../parts/badges.js';
import { Fact } from '../parts/fact.js';
import { WhenLoaded } from '../parts/loading.js';
import { RulePreview } from '../parts/rule-preview.js';
import { Time } from '../parts/time.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';

/** A rule with its text. */
export function RuleView({ id }: { id: string }) {
  const { api } = useSession();
  const loaded = useData((signal) => dataOf(api.GET('/rules/{id}', { params: { path: { id } }, signal })), id);
  return (
    <>
      <p class="trail">
        <a href={routeTo(['rules'])}>Rules</a>
      </p>
      <ViewTitle title={loaded.data?.title ?? 'Rule'} />
      <WhenLoaded loaded={loaded}>{(rule) => <RuleOf rule={rule} />}</WhenLoaded>
    </>
  );
}

function RuleOf({ rule }: { rule: Schemas['RuleWithSourceDto'] }) {
  const { name, level, description, source, version, counters, tags, false_positives: causes, text, wants } = rule;
  return (
    <>
      <section class="card">
        <p>
          <SeverityBadge severity={level} /> {description}
        </p>
        <dl class="facts-list">
          <Fact name="Name">{name}</Fact>
          <Fact name="Asks for">{wants.words}</Fact>
          <Fact name="File">
            <span class="path">{source}</span>
          </Fact>
          <Fact name="Version">{version}</Fact>
          {counters !== null && (
            <>
              <Fact name="Entries evaluated">{formatNumber(counters.evaluated)}</Fact>
              <Fact name="Entries that matched">{formatNumber(counters.matched)}</Fact>
              <Fact name="Alerts">
                <a href={routeTo(['alerts'], { rule: name, status: 'all' })}>{formatNumber(counters.fired)}</a>
              </Fact>
              <Fact name="Last alert">
                <Time at={counters.last_fired_at} />
              </Fact>
            </>
          )}
          {tags.length > 0 && <Fact name="Tags">{tags.join(', ')}</Fact>}
          {causes.length > 0 && <Fact name="Harmless causes">{causes.join('; ')}</Fact>}
        </dl>
      </section>
      {rule.raises_alerts && <RulePreview key={rule.id} rule={rule} />}
      <section class="card">
        <h2>Source</h2>
        <pre tabIndex={0} role="region" aria-label="Text of the rule">
          <code>{text}</code>
        </pre>
      </section>
    </>
  );
}
