import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { GivenSetting } from './given-settings.js';
import { GIVEN_SETTINGS, SettingsController } from './settings.controller.js';
import type { Settings } from './settings.schema.js';

/** Injection token of the checked {@link Settings}. */
export const SETTINGS_TOKEN = Symbol('Settings');

/** Hands the settings, checked before the application is built, to every module. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(settings: Settings, given: readonly GivenSetting[]): DynamicModule {
    return {
      module: ConfigModule,
      controllers: [SettingsController],
      providers: [
        { provide: SETTINGS_TOKEN, useValue: settings },
        { provide: GIVEN_SETTINGS, useValue: given },
      ],
      exports: [SETTINGS_TOKEN],
    };
  }
}
