import type { LogType } from '../../logs/parsing/log-type.js';

/** A log entry as detection rules see it. Times are UTC milliseconds; text is attacker text. */
export interface DetectionEvent {
  /** Id of the log entry. */
  readonly id: number;
  readonly timestamp: number;
  readonly logType: LogType;
  readonly host: string | null;
  readonly program: string;
  readonly pid: number | null;
  readonly ipAddress: string | null;
  readonly sourceHost: string | null;
  readonly port: number | null;
  readonly username: string | null;
  readonly validUser: boolean | null;
  readonly method: string | null;
  readonly keyType: string | null;
  readonly keyFingerprint: string | null;
  readonly certificateId: string | null;
  readonly attempts: number;
  /** Attempts of the connection that earlier lines counted without knowing its address. */
  readonly carriedAttempts: number;
  readonly rawLog: string;
}
