import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../common/scope.js';
import { SETTING_ORIGINS } from './given-settings.js';
import type { GivenSetting, SettingOrigin } from './given-settings.js';

/** Injection token of the settings as they were given, an array of {@link GivenSetting}. */
export const GIVEN_SETTINGS = Symbol('GivenSettings');

/** A setting of this instance, as it was given. */
export class SettingDto {
  @ApiProperty({ example: 'RETENTION_DAYS' })
  name: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'As it was written, or the default; the path where a file holds it. Null for a secret that is set.',
    example: '90',
  })
  value: string | null;

  @ApiProperty({
    enum: SETTING_ORIGINS,
    enumName: 'SettingOrigin',
    description: 'Where the value is from: `file` where `NAME_FILE` names the file of a secret.',
    example: 'env_file',
  })
  origin: SettingOrigin;

  @ApiProperty({ description: 'Whether it is never shown.', example: false })
  secret: boolean;

  @ApiProperty({ description: 'As one would write it; empty where nothing is set.', example: '0' })
  default: string;

  @ApiProperty({ example: 'Log entries that are older are removed; 0 keeps them for ever.' })
  description: string;

  static from({ name, value, origin, isSecret, defaultText, description }: GivenSetting): SettingDto {
    return { name, value, origin, secret: isSecret, default: defaultText, description };
  }
}

/** Says what this instance was told, and by what. Paths and hosts of a network stand in it: only administrators see it. */
@ApiTags('operations')
@RequireScope('admin')
@Controller('settings')
export class SettingsController {
  constructor(@Inject(GIVEN_SETTINGS) private readonly given: readonly GivenSetting[]) {}

  @Get()
  @ApiOperation({ summary: 'Every setting of this instance, its value and where that is from; no secrets' })
  @ApiOkResponse({ type: [SettingDto] })
  list(): SettingDto[] {
    return this.given.map((each) => SettingDto.from(each));
  }
}
