import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { isoTime } from '../common/iso-time.js';
import { IsMoment, MayBeMissing } from '../http/member.decorators.js';
import { SCOPES } from '../common/scope.js';
import type { Scope } from '../common/scope.js';
import type { ApiKey } from './api-key.entity.js';

const SCOPE_MEANING =
  '`ingest` hands in lines as the log source of its own name, and nothing else; `read` looks; `write` also changes and hands ' +
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
