import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, In } from 'typeorm';
import { DomainError } from '../../common/domain.error.js';
import { EntityRows } from '../../database/entity-rows.js';
import { SqlReader } from '../../database/sql-reader.js';
import { ListReader } from '../../lists/list-reader.js';
import { LogsService } from '../../logs/entries/logs.service.js';
import { sessionIdsOf } from './alert-sessions.js';
import type { AlertWithLogin } from './alert-sessions.js';
import type { LoginDto } from './login.dto.js';
import { loginsOf } from './logins.js';
import { MAX_LISTED } from './session.js';
import { SESSION_SORTS, SessionDto } from './session.dto.js';
import type { SessionDetailDto } from './session.dto.js';
import { Session, SessionEvent } from './session.entity.js';

/** Milestones are listed beyond what is listed of a session. */
const MAX_TIMELINE = MAX_LISTED + 10;

/** Reads stored sessions. */
@Injectable()
export class SessionsService {
  /** All sessions, with filters and cursors. */
  readonly list: ListReader<Session>;

  constructor(
    private readonly reader: SqlReader,
    private readonly database: DataSource,
    private readonly logs: LogsService,
  ) {
    const rows = new EntityRows(database, Session);
    this.list = new ListReader(reader, { ...SESSIONS, columns: rows.columns }, SESSION_SORTS, (row) =>
      rows.entity(row),
    );
  }

  /** @throws DomainError SESSION_NOT_FOUND */
  async find(id: string): Promise<SessionDetailDto> {
    const { manager } = this.database;
    const session = isUUID(id) ? await manager.findOneBy(Session, { id }) : null;
    if (session === null) throw new DomainError('not_found', 'SESSION_NOT_FOUND', 'There is no such session.');
    const events = await manager.find(SessionEvent, {
      where: { sessionId: id },
      order: { entryId: 'ASC' },
      take: MAX_TIMELINE,
    });
    const how = new Map(events.map((event) => [event.entryId, event.how]));
    const entries = await this.logs.findAll([...how.keys()]);
    const timeline = entries
      .map((entry) => ({ ...entry, how: how.get(entry.id)! }))
      .sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : a.id - b.id));
    return { ...SessionDto.from(session), timeline, timeline_is_whole: timeline.length === session.events };
  }

  /** What some logins are for their users, by what is stored. */
  logins(sessions: readonly Session[]): Promise<LoginDto[]> {
    return loginsOf(this.reader, sessions);
  }

  /** The sessions of whoever got in, as an alert tells; the earliest {@link MAX_ALERT_SESSIONS}. */
  async ofAlert(alert: AlertWithLogin): Promise<SessionDto[]> {
    return this.findAll(await sessionIdsOf(this.reader, alert));
  }

  private async findAll(ids: readonly string[]): Promise<SessionDto[]> {
    if (ids.length === 0) return [];
    const where = { id: In([...ids]) };
    const found = await this.database.manager.find(Session, { where, order: { startedAt: 'ASC', id: 'ASC' } });
    return found.map((session) => SessionDto.from(session));
  }
}

/** The table as lists read it. */
const SESSIONS = {
  name: 'sessions',
  time: 'started_at',
  address: 'ip_address',
  countAll: 'SELECT COUNT(*) AS number FROM sessions',
  mostTested: 4_000,
  idsWithoutGaps: false,
};
