import { ApiProperty } from '@nestjs/swagger';

/** A login that succeeded, and whether it is anything new for its user. */
export class LoginDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:20:00.000Z' })
  timestamp: string;

  @ApiProperty({ example: 'deploy' })
  username: string;

  @ApiProperty({ type: String, nullable: true, example: '203.0.113.7' })
  ip_address: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'web-1' })
  host: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'password' })
  method: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Fingerprint of the key.', example: null })
  key_fingerprint: string | null;

  @ApiProperty({ description: 'Id of the log entry.', example: 812 })
  entry_id: number;

  @ApiProperty({ format: 'uuid', example: '5c0a8b0e-3f2d-5a67-8f5e-0d7c0a5b9a11' })
  session_id: string;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'First of the user from this address; null where it is not known.',
    example: true,
  })
  new_address_for_user: boolean | null;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'First of the user from this network, /24 or /64.',
    example: true,
  })
  new_network_for_user: boolean | null;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'First of the user with this key; null for a login without.',
    example: null,
  })
  new_key_for_user: boolean | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'The first login of the user that was known then: how far back "new" looks. Null: this one is the first.',
    example: '2026-10-01T08:00:00.000Z',
  })
  history_since: string | null;

  @ApiProperty({
    description: 'Failed attempts from the address in the 24 hours before, as far as its newest 10 000 entries tell.',
    example: 14,
  })
  failures_before: number;
}

/** The members of a login, in order. */
export const LOGIN_FIELDS = [
  'timestamp',
  'username',
  'ip_address',
  'host',
  'method',
  'key_fingerprint',
  'entry_id',
  'session_id',
  'new_address_for_user',
  'new_network_for_user',
  'new_key_for_user',
  'history_since',
  'failures_before',
] as const satisfies readonly (keyof LoginDto)[];
