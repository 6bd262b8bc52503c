import type { DataSource } from 'typeorm';
import { saveAddresses, saveDetectedAlerts, storedAlerts } from '../../src/alerts/alert-store.js';
import { Alert } from '../../src/alerts/alert.entity.js';
import { linkIncidents } from '../../src/alerts/incidents/incidents.js';
import { openDatabase } from '../../src/database/data-source.js';
import { detectedAlert } from '../factories/detected-alert.js';
import { databaseLocation, dropDatabases } from '../support/test-database.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOUR = 3_600_000;

/** What an alert about many addresses gains: until which hour, and by whom. */
interface Gain {
  readonly alert: string;
  readonly from: number;
  readonly to: number;
  readonly by: readonly string[];
}

const gain = (alert: string, from: number, to: number, ...by: string[]): Gain => ({ alert, from, to, by });

describe('incidents of alerts about many addresses', () => {
  const folder = temporaryFolder();
  let database: DataSource;

  beforeEach(async () => {
    database = await openDatabase(databaseLocation(folder()));
  });

  afterEach(async () => {
    await database.destroy();
    await dropDatabases(folder());
  });

  /** @returns the alerts that are one incident with others, by incident, after transactions that store gains */
  async function incidentsAfter(...transactions: readonly (readonly Gain[])[]): Promise<string[]> {
    for (const table of ['alerts', 'alert_addresses', 'incidents', 'incident_names', 'incident_spans']) {
      await database.query(`DELETE FROM ${table}`);
    }
    for (const gains of transactions) await store(gains);
    const groups = new Map<number, string[]>();
    for (const { rule, incident } of await database.manager.find(Alert, { order: { rule: 'ASC' } })) {
      groups.set(incident, [...(groups.get(incident) ?? []), rule]);
    }
    return [...groups.values()].map((rules) => rules.join('+')).sort();
  }

  async function store(gains: readonly Gain[]): Promise<void> {
    await database.transaction(async (manager) => {
      const ids = gains.map(({ alert, from }) => detectedAlert(alert, from * HOUR, { rule: alert }).id);
      const stored = await storedAlerts(manager, ids);
      const alerts = gains.map(({ alert, from, to }) =>
        detectedAlert(alert, from * HOUR, {
          rule: alert,
          groupBy: { username: alert },
          ipAddress: null,
          lastSeen: to * HOUR,
        }),
      );
      await saveAddresses(
        manager,
        gains.map(({ by }, index) => ({ id: ids[index]!, ipAddresses: by.map((address) => [address, 1]) })),
      );
      const incidents = await linkIncidents(
        manager,
        alerts.map((alert, index) => ({
          ...alert,
          incident: stored.get(alert.id)?.incident ?? 0,
          lastSeenBefore: stored.get(alert.id)?.lastSeen ?? null,
          participants: gains[index]!.by,
        })),
      );
      await saveDetectedAlerts(
        manager,
        alerts.map((alert) => ({ ...alert, incident: incidents.get(alert.id)! })),
      );
    });
  }

  it('finds one that reaches what an address did that is silent in it, however it is cut', async () => {
    const begun = gain('a', 0, 1, 'P', 'Q');
    const other = gain('b', 5, 5.2, 'P', 'R');
    const further = gain('a', 0, 6, 'Q');
    expect(await incidentsAfter([begun], [other])).toEqual(['a', 'b']);
    expect(await incidentsAfter([begun], [other], [further])).toEqual(['a+b']);
    expect(await incidentsAfter([begun], [further, other])).toEqual(['a+b']);
    expect(await incidentsAfter([begun], [other, further])).toEqual(['a+b']);
    expect(await incidentsAfter([begun], [further], [other])).toEqual(['a+b']);
    expect(await incidentsAfter([gain('a', 0, 6, 'P', 'Q'), other])).toEqual(['a+b']);
  });

  it('does not take the time between two alerts of an incident for a part of it', async () => {
    const both = [gain('a', 0, 1, 'P', 'Q'), gain('c', 1.5, 12, 'Q', 'S'), gain('d', 11, 12, 'P', 'S')];
    expect(await incidentsAfter(both)).toEqual(['a+c+d']);
    expect(await incidentsAfter(both, [gain('b', 5, 6, 'P', 'R')])).toEqual(['a+c+d', 'b']);
    expect(await incidentsAfter([gain('b', 5, 6, 'P', 'R')], both)).toEqual(['a+c+d', 'b']);
  });

  it('asks the alerts that go on also of an address that other alerts tell of at another time', async () => {
    const long = [gain('a', 0, 1, 'P', 'Q'), gain('e', 20, 21, 'P', 'T')];
    const further = gain('a', 0, 6, 'Q');
    const later = [gain('b', 5, 6, 'P', 'R'), gain('f', 20.5, 21, 'T', 'U')];
    expect(await incidentsAfter(long, [further], later)).toEqual(['a+b', 'e+f']);
    expect(await incidentsAfter(long, later, [further])).toEqual(['a+b', 'e+f']);
  });

  it('does not look again at what it had reached before', async () => {
    const begun = [gain('a', 0, 3, 'P', 'Q'), gain('b', 4.5, 5, 'P', 'R')];
    expect(await incidentsAfter(begun)).toEqual(['a', 'b']);
    expect(await incidentsAfter(begun, [gain('a', 0, 3.2, 'Q')])).toEqual(['a', 'b']);
    expect(await incidentsAfter(begun, [gain('a', 0, 3.2, 'Q')], [gain('a', 0, 3.5, 'Q')])).toEqual(['a+b']);
  });
});
