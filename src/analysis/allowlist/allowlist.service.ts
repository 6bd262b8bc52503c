import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { v4 as uuidV4 } from 'uuid';
import { CLOCK } from '../../common/clock.js';
import { counted } from '../../common/figure-words.js';
import type { Clock } from '../../common/clock.js';
import { DomainError } from '../../common/domain.error.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import type { Settings } from '../../config/settings.schema.js';
import { retryWhileBusy } from '../../database/own-connection.js';
import type { Page } from '../../http/answer.js';
import type { PageQueryDto } from '../../http/api-page.js';
import { databaseBusy } from '../../http/problem-document.js';
import type { ProblemDocument } from '../../http/problem-document.js';
import { parseRange, isTooBroad } from '../../net/ip-range.js';
import type { Allowlist } from '../detection/allowlist.js';
import { AllowlistEntry } from './allowlist-entry.entity.js';
import { configuredEntries, loadAllowlist, synchroniseConfigured } from './allowlist-store.js';

/** An entry as somebody asks for it. */
export interface NewAllowlistEntry extends Pick<AllowlistEntry, 'note' | 'author' | 'expiresAt'> {
  /** An address or a range in CIDR notation. */
  readonly range: string;
  /** Takes a range that holds a large part of the internet. */
  readonly force: boolean;
}

/** Keeps the allowlist: what the configuration says, and what people add and remove. */
@Injectable()
export class AllowlistService implements OnModuleInit {
  private readonly logger = new Logger('Allowlist');

  constructor(
    @InjectRepository(AllowlistEntry) private readonly entries: Repository<AllowlistEntry>,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Before the first scan. */
  async onModuleInit(): Promise<void> {
    const configured = configuredEntries(this.settings);
    await retryWhileBusy(() => synchroniseConfigured(this.entries.manager, configured, this.clock()));
    const count = await this.entries.count();
    if (count > 0)
      this.logger.log(
        `The allowlist has ${counted(count, 'entry', 'entries')}; log entries that it covers raise no alert.`,
      );
  }

  /** A page of entries, oldest first. */
  async list({ skip, limit }: PageQueryDto): Promise<Page<AllowlistEntry>> {
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    const [items, total] = await this.entries.findAndCount({ order, skip, take: limit });
    return { items, total };
  }

  /** The allowlist as it is now, for questions about addresses. */
  current(): Promise<Allowlist> {
    return loadAllowlist(this.entries.manager);
  }

  /** The entry that covers an address at a moment (UTC milliseconds), as the allowlist is now; null: none does. */
  async covering(address: string, at: number): Promise<AllowlistEntry | null> {
    const id = (await this.current()).find(address, at);
    return id === null ? null : this.entries.findOneBy({ id });
  }

  /** @throws DomainError REQUEST_INVALID, ALLOWLIST_TOO_WIDE or ALLOWLIST_ENTRY_EXISTS */
  async add({ range: text, force, ...rest }: NewAllowlistEntry): Promise<AllowlistEntry> {
    const range = readRange(text, force);
    const id = uuidV4();
    const entry = { id, range, ...rest, origin: 'api', createdAt: this.clock(), hits: 0, lastHitAt: null } as const;
    // The database decides who comes first where two ask for the same range at once.
    await retryWhileBusy(() => this.entries.createQueryBuilder().insert().values(entry).orIgnore().execute());
    const stored = await this.entries.findOneByOrFail({ range });
    const isOver = stored.expiresAt !== null && stored.expiresAt <= this.clock();
    if (stored.id !== id) {
      const hint = isOver ? ', but its time is over: remove that entry first' : '';
      throw new DomainError('conflict', 'ALLOWLIST_ENTRY_EXISTS', `${range} is on the allowlist already${hint}.`);
    }
    if (isOver) this.logger.warn(`${range} was added, but its time is over: it covers only what was logged before.`);
    else this.logger.log(`${range} was added; log entries that it covers raise no alert.`);
    return stored;
  }

  /** @throws DomainError ALLOWLIST_ENTRY_NOT_FOUND or ALLOWLIST_ENTRY_CONFIGURED */
  async remove(id: string): Promise<void> {
    const entry = await this.entries.findOneBy({ id });
    if (entry === null) {
      throw new DomainError('not_found', 'ALLOWLIST_ENTRY_NOT_FOUND', 'There is no such entry on the allowlist.');
    }
    const { origin, range } = entry;
    if (origin !== 'api') {
      const place = origin === 'environment' ? 'ALLOWLIST' : 'the file that ALLOWLIST_PATH names';
      const message = `${range} belongs to the configuration: remove it from ${place} instead, and start again.`;
      throw new DomainError('conflict', 'ALLOWLIST_ENTRY_CONFIGURED', message);
    }
    await retryWhileBusy(() => this.entries.delete({ id }));
    this.logger.log(`${range} was removed.`);
  }
}

function readRange(text: string, force: boolean): string {
  const parsed = parseRange(text);
  if ('fault' in parsed) {
    const fault = { pointer: 'range', detail: `range ${parsed.fault}` };
    throw new DomainError('invalid', 'REQUEST_INVALID', 'The request has parts that are not valid.', [fault]);
  }
  if (!isTooBroad(parsed) || force) return parsed.range;
  const message = `${parsed.range} would silence most alerts; repeat with "force": true if that is what you want.`;
  throw new DomainError('invalid', 'ALLOWLIST_TOO_WIDE', message, [
    { pointer: 'range', detail: 'range holds a large part of the internet' },
  ]);
}

// The problems of the allowlist's routes, as the API documents them.

const BAD_REQUEST = { type: 'about:blank', title: 'Bad Request', status: 400, instance: '/allowlist' };
const CONFLICT = { type: 'about:blank', title: 'Conflict', status: 409 };
const ENTRY_PATH = '/allowlist/5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11';

export const ENTRY_INVALID: ProblemDocument = {
  ...BAD_REQUEST,
  code: 'REQUEST_INVALID',
  detail: 'The request has parts that are not valid.',
  errors: [{ pointer: 'range', detail: 'range has a prefix length that is no whole number from 0 to 32' }],
};

export const RANGE_TOO_WIDE: ProblemDocument = {
  ...BAD_REQUEST,
  code: 'ALLOWLIST_TOO_WIDE',
  detail: '0.0.0.0/0 would silence most alerts; repeat with "force": true if that is what you want.',
  errors: [{ pointer: 'range', detail: 'range holds a large part of the internet' }],
};

export const ENTRY_EXISTS: ProblemDocument = {
  ...CONFLICT,
  code: 'ALLOWLIST_ENTRY_EXISTS',
  detail: '192.0.2.0/24 is on the allowlist already.',
  instance: '/allowlist',
};

export const ENTRY_NOT_JSON: ProblemDocument = {
  type: 'about:blank',
  title: 'Unsupported Media Type',
  status: 415,
  code: 'MEDIA_TYPE_UNSUPPORTED',
  detail: 'The body of a request must be JSON, with Content-Type: application/json.',
  instance: '/allowlist',
};

export const BUSY = databaseBusy('/allowlist');

export const ENTRY_NOT_FOUND: ProblemDocument = {
  type: 'about:blank',
  title: 'Not Found',
  status: 404,
  code: 'ALLOWLIST_ENTRY_NOT_FOUND',
  detail: 'There is no such entry on the allowlist.',
  instance: ENTRY_PATH,
};

export const ENTRY_CONFIGURED: ProblemDocument = {
  ...CONFLICT,
  code: 'ALLOWLIST_ENTRY_CONFIGURED',
  detail: '192.0.2.0/24 belongs to the configuration: remove it from ALLOWLIST instead, and start again.',
  instance: ENTRY_PATH,
};
