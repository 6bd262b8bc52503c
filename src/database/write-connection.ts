import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { OwnConnection } from './own-connection.js';
import { DATABASE_LOCKS } from './postgres/database-locks.js';

/** The connection that notification and the API share for what takes more than one statement. */
@Injectable()
export class WriteConnection extends OwnConnection implements OnApplicationShutdown {
  constructor(@Inject(SETTINGS_TOKEN) settings: Settings) {
    super(settings.DATABASE_URL, { lock: DATABASE_LOCKS.journal });
  }

  /** Who writes while the application ends does so before its shutdown. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
