import { DefaultNamingStrategy } from 'typeorm';

/** Columns are called as the API calls them: `lastSeen` in the code is `last_seen` in the database and in JSON. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
