import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { InjectRepository } from '@nestjs/typeorm';
import { IsIn, Matches } from 'class-validator';
import { Repository } from 'typeorm';
import { v4 as uuidV4 } from 'uuid';
import { CLOCK, isoTime } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { DomainError } from '../common/domain.error.js';
import { SCOPES } from '../common/scope.js';
import type { Principal, Scope } from '../common/scope.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { retryWhileBusy } from '../database/own-connection.js';
import { IsMoment, MayBeMissing } from '../http/api-page.js';
import type { PageQueryDto } from '../http/api-page.js';
import type { Page } from '../http/answer.js';
import { ApiKey } from './api-key.entity.js';

/** SHA-256 of a key, hexadecimal. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Compares two hashes in a time that says nothing of where they differ. */
function isSameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/** Sent when this process has taken a key back: what it opened, such as a live stream, is to end. */
export const KEYS_CHANGED = 'keys.changed';

const SCOPE_MEANING =
  '`ingest` hands in lines as the log source of its own name, and nothing else; `bouncer` asks whom to turn away, and nothing ' +
  'else; `read` looks; `write` also changes and hands ' +
  'in lines of any source; `admin` also gives out keys and reloads rules.';

/** A key to be made. */
export class NewKeyDto {
  @ApiProperty({ pattern: '^[\\w.-]{1,64}$', description: 'Stands in histories and logs.', example: 'grafana' })
  @Matches(/^[\w.-]{1,64}$/, { message: 'name must be 1 to 64 letters, digits and . _ -' })
  name: string;

  @ApiProperty({ enum: SCOPES, enumName: 'Scope', description: SCOPE_MEANING, example: 'read' })
  @IsIn(SCOPES)
  scope: Scope;

  @ApiPropertyOptional({ format: 'date-time', description: 'When it ends.', example: '2099-12-01T00:00:00Z' })
  @MayBeMissing()
  @IsMoment('2099-12-01T00:00:00Z')
  expires_at?: string;
}

/** A key that was given out; the key itself is not kept. */
export class KeyDto {
  @ApiProperty({ format: 'uuid', example: '5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11' })
  id: string;

  @ApiProperty({ example: 'grafana' })
  name: string;

  @ApiProperty({ description: 'How the key begins.', example: 'lak_5QmB0aZk' })
  prefix: string;

  @ApiProperty({ enum: SCOPES, enumName: 'Scope', description: SCOPE_MEANING, example: 'read' })
  scope: Scope;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T08:00:00.000Z' })
  created_at: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  expires_at: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.', example: null })
  last_used_at: string | null;

  static from({ id, name, prefix, scope, createdAt, expiresAt, lastUsedAt }: ApiKey): KeyDto {
    return {
      id,
      name,
      prefix,
      scope,
      created_at: isoTime(createdAt),
      expires_at: isoTime(expiresAt),
      last_used_at: isoTime(lastUsedAt),
    };
  }
}

/** A key that was just made. */
export class MadeKeyDto extends KeyDto {
  @ApiProperty({
    description: 'The key. It is not shown again.',
    example: 'lak_5QmB0aZkT0w3mC1yqfXz7rJpVnE2dUoHsGiKbLc9xY4',
  })
  key: string;
}

/** How long what is known of a key may be out of date: so long a key goes on after it was taken back elsewhere. */
const REMEMBERED_MS = 2_000;
const MAX_REMEMBERED = 5_000;

/** How exactly the last use of a key is known: writing it down at every request would cost more than it tells. */
const USE_GRAIN_MS = 60_000;

/** How every key that is given out begins, so that one that has leaked is recognised as ours. */
const KEY_PREFIX = 'lak_';

/** What somebody asks for. */
interface NewKey {
  readonly name: string;
  readonly scope: Scope;
  /** UTC milliseconds; null: it does not end. */
  readonly expiresAt: number | null;
}

interface Remembered {
  readonly key: ApiKey | null;
  readonly until: number;
}

/** Knows the keys: those of the configuration, and those that were given out. */
@Injectable()
export class KeysService {
  private readonly configured: ReadonlyMap<string, Principal>;
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    @InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly events: EventEmitter2,
  ) {
    this.configured = new Map(settings.API_KEYS.map(({ name, scope, key }) => [keyHash(key), { name, scope }]));
  }

  /** Whether a request needs a key at all. */
  get areRequired(): boolean {
    return this.settings.API_KEYS.length > 0;
  }

  /** Whose key has a hash ({@link keyHash}); null: nobody that we know, or whose time is over. */
  async identify(hash: string): Promise<Principal | null> {
    const configured = this.configured.get(hash);
    if (configured !== undefined) return configured;
    const key = await this.find(hash);
    if (key === null || !isSameHash(key.hash, hash)) return null;
    const now = this.clock();
    if (key.expiresAt !== null && key.expiresAt <= now) return null;
    if (key.lastUsedAt === null || key.lastUsedAt <= now - USE_GRAIN_MS) this.noteUse(key, now);
    return { name: key.name, scope: key.scope };
  }

  /** A page of keys, oldest first. */
  async list({ skip, limit }: PageQueryDto): Promise<Page<ApiKey>> {
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    const [items, total] = await this.keys.findAndCount({ order, skip, take: limit });
    return { items, total };
  }

  /**
   * Makes a key.
   *
   * @returns the key itself, which is never shown again
   * @throws DomainError KEY_NAME_TAKEN or REQUEST_INVALID
   */
  async create({ name, scope, expiresAt }: NewKey): Promise<{ stored: ApiKey; key: string }> {
    const now = this.clock();
    if (expiresAt !== null && expiresAt <= now) {
      const fault = { pointer: 'expires_at', detail: 'expires_at must be in the future' };
      throw new DomainError('invalid', 'REQUEST_INVALID', 'The request has parts that are not valid.', [fault]);
    }
    const taken = new DomainError('conflict', 'KEY_NAME_TAKEN', `There is a key of the name ${name} already.`);
    if (this.settings.API_KEYS.some((each) => each.name === name)) throw taken;
    const key = KEY_PREFIX + randomBytes(32).toString('base64url');
    const stored: ApiKey = {
      id: uuidV4(),
      name,
      hash: keyHash(key),
      prefix: key.slice(0, 12),
      scope,
      createdAt: now,
      expiresAt,
      lastUsedAt: null,
    };
    await retryWhileBusy(() => this.keys.createQueryBuilder().insert().values(stored).orIgnore().execute());
    // The database decides who comes first where two ask for the same name at once.
    if (!(await this.keys.existsBy({ id: stored.id }))) throw taken;
    this.remembered.clear();
    return { stored, key };
  }

  /** Takes a key back. @throws DomainError KEY_NOT_FOUND */
  async remove(id: string): Promise<void> {
    const { affected } = await retryWhileBusy(() => this.keys.delete({ id }));
    this.remembered.clear();
    this.events.emit(KEYS_CHANGED);
    if (affected !== 1) throw new DomainError('not_found', 'KEY_NOT_FOUND', 'There is no such key.');
  }

  private async find(hash: string): Promise<ApiKey | null> {
    const now = this.clock();
    const known = this.remembered.get(hash);
    if (known !== undefined && known.until > now && known.until <= now + REMEMBERED_MS) return known.key;
    const key = await this.keys.findOneBy({ hash });
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(hash, { key, until: now + REMEMBERED_MS });
    return key;
  }

  /** A request does not wait for it. */
  private noteUse(key: ApiKey, now: number): void {
    key.lastUsedAt = now;
    void retryWhileBusy(() => this.keys.update({ id: key.id }, { lastUsedAt: now })).catch(() => undefined);
  }
}
