import type { DetectionEvent } from '../../src/analysis/detection/detection-rule.js';
import type { ObservedEvent } from '../../src/analysis/detection/engine.js';

/** A refused password, unless the test says otherwise. */
export function detectionEvent(changes: Partial<DetectionEvent> = {}): DetectionEvent {
  return {
    id: 1,
    timestamp: Date.UTC(2026, 10, 20, 9, 12, 46),
    logType: 'ssh_failed_login',
    host: 'web-1',
    program: 'sshd',
    pid: 24200,
    ipAddress: '203.0.113.7',
    sourceHost: null,
    port: 52814,
    username: 'root',
    validUser: null,
    method: 'password',
    keyType: null,
    keyFingerprint: null,
    certificateId: null,
    service: null,
    targetUser: null,
    command: null,
    tty: null,
    workingDirectory: null,
    details: null,
    attempts: 1,
    carriedAttempts: 0,
    methodAttempts: 0,
    rawLog: 'Nov 20 09:12:46 web-1 sshd[24200]: Failed password for root from 203.0.113.7 port 52814 ssh2',
    ...changes,
  };
}

/** An event of a source as it comes, long after it happened unless the test says otherwise. */
export function observed(event: DetectionEvent, changes: Partial<ObservedEvent> = {}): ObservedEvent {
  return { sourceId: 1, receivedAt: Number.MAX_SAFE_INTEGER, ...event, ...changes };
}
