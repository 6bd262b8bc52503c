import { Inject, Injectable } from '@nestjs/common';
import { AlertsService } from '../../alerts/alerts.controller.js';
import { CLOCK } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { SqlReader } from '../../database/sql-reader.js';
import { isLogin } from '../../logs/programs/registry.js';
import { attemptsByPair, incidentFacts } from '../incidents/incident-facts.js';
import { IncidentsService } from '../incidents/incidents.service.js';
import { AlertEvents } from '../why/alert-events.js';
import { attemptMatrix } from './attempt-matrix.js';
import type { MatrixPart, PairAttempts } from './attempt-matrix.js';
import { AttemptMatrixDto } from './matrix.dto.js';

/** Says which address tried which user name in an attack. */
@Injectable()
export class MatrixService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly events: AlertEvents,
    private readonly incidents: IncidentsService,
    private readonly reader: SqlReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError ALERT_NOT_FOUND */
  async ofAlert(id: string, part: MatrixPart): Promise<AttemptMatrixDto> {
    const alert = await this.alerts.find(id.toLowerCase());
    const { events, examined } = await this.events.countedBy(alert);
    const counted = events.flatMap(({ entry, attempts }): PairAttempts[] =>
      entry === null ? [] : [{ address: entry.ipAddress, username: entry.username, attempts, login: false }],
    );
    const sum = sumOf(counted);
    // With a rule that was changed since, more may be found than the alert has counted: then nothing is known of it.
    const pairs = sum <= alert.attempts ? counted : [];
    const uncounted = alert.attempts - sumOf(pairs);
    const until = Math.max(alert.lastSeen, alert.login?.at ?? 0) + 1;
    const around = await this.events.around(alert, until);
    const present = new Set(pairs.filter(({ attempts }) => attempts > 0).map(({ address }) => address));
    const logins = around.events.filter((entry) => {
      return isLogin(entry.logType) && !entry.allowlisted && present.has(entry.ipAddress);
    });
    const matrix = attemptMatrix([...pairs, ...logins.map(loginOf)], uncounted, part);
    const isComplete = uncounted === 0 && examined.isComplete && around.examined.isComplete;
    return AttemptMatrixDto.from(matrix, {
      attempts: alert.attempts,
      uncounted,
      since: alert.firstSeen,
      until,
      isComplete,
    });
  }

  /** @throws DomainError INCIDENT_NOT_FOUND */
  async ofIncident(id: string, part: MatrixPart): Promise<AttemptMatrixDto> {
    const incident = await this.incidents.stored(id);
    const [facts] = await incidentFacts(this.reader, [incident], this.clock());
    const { attempts, attemptsAreLeast, logins } = facts!;
    const pairs = await attemptsByPair(this.reader, incident);
    const uncounted = Math.max(0, attempts - sumOf(pairs));
    const matrix = attemptMatrix([...pairs, ...logins.map(loginOf)], uncounted, part);
    const until = logins.reduce((latest, { at }) => Math.max(latest, at), incident.lastSeen) + 1;
    return AttemptMatrixDto.from(matrix, {
      attempts: attempts,
      uncounted,
      since: incident.firstSeen,
      until,
      isComplete: uncounted === 0 && !attemptsAreLeast,
    });
  }
}

function loginOf({ ipAddress, username }: { ipAddress: string | null; username: string | null }): PairAttempts {
  return { address: ipAddress, username, attempts: 0, login: true };
}

function sumOf(pairs: readonly PairAttempts[]): number {
  return pairs.reduce((sum, { attempts }) => sum + attempts, 0);
}
