import {
  AlertActionRecord,
  AlertAddress,
  AlertCount,
  Incident,
  IncidentName,
  IncidentSpan,
  RecordedAlertChange,
  SilentDetection,
} from '../alerts/alert-records.entity.js';
import { Alert } from '../alerts/alert.entity.js';
import { AllowlistEntry } from '../analysis/allowlist/allowlist-entry.entity.js';
import { RuleReloads } from '../analysis/rules/rule-reloads.entity.js';
import { Fault } from '../faults/fault.entity.js';
import { ForwardedLog } from '../logs/ingestion/forwarding/forwarded-log.entity.js';
import { IngestBatch } from '../logs/ingestion/push/ingest-batch.entity.js';
import { IngestionHead } from '../logs/ingestion/ingestion-head.entity.js';
import { LogFile } from '../logs/ingestion/files/log-file.entity.js';
import { LogSource } from '../logs/sources/log-source.entity.js';
import { LogEntry } from '../logs/entries/log-entry.entity.js';
import {
  ChannelState,
  AlertNotificationState,
  IncidentNotificationState,
} from '../notification/outbox/outbox-records.entity.js';
import { Notification, NotifiedAlert } from '../notification/outbox/notification.entity.js';
import { ReceivedMark } from '../retention/received-mark.entity.js';
import { ApiKey } from '../security/api-key.entity.js';

/** Every table of the schema. */
export const ENTITIES = [
  LogEntry,
  LogSource,
  LogFile,
  IngestionHead,
  IngestBatch,
  ForwardedLog,
  Alert,
  AlertAddress,
  Incident,
  IncidentName,
  IncidentSpan,
  RecordedAlertChange,
  AlertActionRecord,
  AlertCount,
  SilentDetection,
  AllowlistEntry,
  RuleReloads,
  Fault,
  Notification,
  NotifiedAlert,
  AlertNotificationState,
  IncidentNotificationState,
  ChannelState,
  ApiKey,
  ReceivedMark,
];
