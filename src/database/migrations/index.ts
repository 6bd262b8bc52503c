import { FirstSchema1763700000000 } from './1763700000000-first-schema.js';
import { Allowlist1763800000000 } from './1763800000000-allowlist.js';
import { RulesAndEvidence1763900000000 } from './1763900000000-rules-and-evidence.js';
import { ListIndexes1764000000000 } from './1764000000000-list-indexes.js';
import { Notifications1764100000000 } from './1764100000000-notifications.js';
import { AlertHandling1764200000000 } from './1764200000000-alert-handling.js';
import { Figures1764290000000 } from './1764290000000-figures.js';
import { Ingest1764300000000 } from './1764300000000-ingest.js';
import { ApiKeys1764400000000 } from './1764400000000-api-keys.js';
import { NotificationList1764500000000 } from './1764500000000-notification-list.js';
import { ForwardedLogs1764700000000 } from './1764700000000-forwarded-logs.js';
import { MethodAttempts1764900000000 } from './1764900000000-method-attempts.js';
import { Incidents1765000000000 } from './1765000000000-incidents.js';
import { RuleReloads1765300000000 } from './1765300000000-rule-reloads.js';
import { ReceivedMarks1765400000000 } from './1765400000000-received-marks.js';
import { LookedThrough1765450000000 } from './1765450000000-looked-through.js';
import { SpanStarts1765500000000 } from './1765500000000-span-starts.js';
import { EntryDetails1765600000000 } from './1765600000000-entry-details.js';
import { EntryActions1765700000000 } from './1765700000000-entry-actions.js';
import { Sessions1765800000000 } from './1765800000000-sessions.js';
import { KnownLogins1765900000000 } from './1765900000000-known-logins.js';
import { Decisions1766000000000 } from './1766000000000-decisions.js';
import { StoppedBouncers1766100000000 } from './1766100000000-stopped-bouncers.js';
import { SpansOfIncidents1766200000000 } from './1766200000000-spans-of-incidents.js';
import { Rollups1766300000000 } from './1766300000000-rollups.js';
import { ForgeableAlerts1766400000000 } from './1766400000000-forgeable-alerts.js';
import { Bans1766500000000 } from './1766500000000-bans.js';
import { WeeklySummaries1766600000000 } from './1766600000000-weekly-summaries.js';

/** Every migration, oldest first. */
export const MIGRATIONS = [
  FirstSchema1763700000000,
  Allowlist1763800000000,
  RulesAndEvidence1763900000000,
  ListIndexes1764000000000,
  Notifications1764100000000,
  AlertHandling1764200000000,
  Figures1764290000000,
  Ingest1764300000000,
  ApiKeys1764400000000,
  NotificationList1764500000000,
  ForwardedLogs1764700000000,
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
