import { FirstSchema1764600000000 } from './1764600000000-first-schema.js';
import { ForwardedLogs1764700000000 } from './1764700000000-forwarded-logs.js';
import { EntryIndexesWithId1764800000000 } from './1764800000000-entry-indexes-with-id.js';
import { MethodAttempts1764900000000 } from '../1764900000000-method-attempts.js';
import { Incidents1765000000000 } from '../1765000000000-incidents.js';
import { RuleReloads1765300000000 } from '../1765300000000-rule-reloads.js';
import { ReceivedMarks1765400000000 } from '../1765400000000-received-marks.js';
import { LookedThrough1765450000000 } from '../1765450000000-looked-through.js';
import { SpanStarts1765500000000 } from '../1765500000000-span-starts.js';
import { EntryDetails1765600000000 } from '../1765600000000-entry-details.js';
import { EntryActions1765700000000 } from '../1765700000000-entry-actions.js';
import { Sessions1765800000000 } from '../1765800000000-sessions.js';
import { KnownLogins1765900000000 } from '../1765900000000-known-logins.js';
import { Decisions1766000000000 } from '../1766000000000-decisions.js';
import { StoppedBouncers1766100000000 } from '../1766100000000-stopped-bouncers.js';
import { SpansOfIncidents1766200000000 } from '../1766200000000-spans-of-incidents.js';
import { Rollups1766300000000 } from '../1766300000000-rollups.js';
import { ForgeableAlerts1766400000000 } from '../1766400000000-forgeable-alerts.js';
import { Bans1766500000000 } from '../1766500000000-bans.js';
import { WeeklySummaries1766600000000 } from '../1766600000000-weekly-summaries.js';

/** PostgreSQL's migrations, oldest first. One that does what one of SQLite's does has its name. */
export const POSTGRES_MIGRATIONS = [
  FirstSchema1764600000000,
  ForwardedLogs1764700000000,
  EntryIndexesWithId1764800000000,
  MethodAttempts1764900000000,
  Incidents1765000000000,
  RuleReloads1765300000000,
  ReceivedMarks1765400000000,
  LookedThrough1765450000000,
  SpanStarts1765500000000,
  EntryDetails1765600000000,
  EntryActions1765700000000,
  Sessions1765800000000,
  KnownLogins1765900000000,
  Decisions1766000000000,
  StoppedBouncers1766100000000,
  SpansOfIncidents1766200000000,
  Rollups1766300000000,
  ForgeableAlerts1766400000000,
  Bans1766500000000,
  WeeklySummaries1766600000000,
];
