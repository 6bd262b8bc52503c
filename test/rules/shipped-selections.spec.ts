import { join } from 'node:path';
import type { DetectionEvent, DetectionRule } from '../../src/analysis/detection/detection-rule.js';
import { loadRules } from '../../src/analysis/rules/loaded-rules.js';
import { readRules } from '../../src/analysis/rules/rule-files.js';
import { isAmongTypes } from '../../src/logs/programs/registry.js';
import { detectionEvent } from '../factories/detection-event.js';

const { rules } = loadRules(readRules([join(__dirname, '..', '..', 'rules')]));

function found(changes: Partial<DetectionEvent>): string[] {
  const event = detectionEvent(changes);
  return rules.flatMap((rule) => (isSelectedBy(rule, event) ? [rule.name] : [])).sort();
}

function isSelectedBy(rule: DetectionRule, event: DetectionEvent): boolean {
  return rule.kind === 'event' && isAmongTypes(rule.logTypes, event.logType) && rule.matches(event);
}

it.each<[what: string, changes: Partial<DetectionEvent>, names: string[]]>([
  ['a failed attempt', { username: 'alice' }, ['ssh_failed_attempt', 'ssh_failed_attempt_of_user']],
  ['one without a name', { username: null }, ['ssh_failed_attempt']],
  ['one as root', {}, ['ssh_failed_attempt', 'ssh_failed_attempt_of_user', 'ssh_root_failed_attempt']],
  ['a line that an earlier one has counted', { attempts: 0 }, []],
  ['attempts carried to the line', { attempts: 0, carriedAttempts: 1, username: null }, ['ssh_failed_attempt']],
  [
    'an account that does not exist',
    { logType: 'ssh_invalid_user', username: 'oracle', validUser: false },
    ['ssh_failed_attempt', 'ssh_failed_attempt_of_user', 'ssh_unknown_user_attempt'],
  ],
  ['the key of somebody elsewhere', { logType: 'ssh_key_from_elsewhere', attempts: 0 }, ['ssh_key_from_elsewhere']],
  [
    'a dropped connection',
    { logType: 'ssh_penalty_drop', username: null, attempts: 0, rawLog: 'drop … penalty: failed authentication' },
    ['ssh_penalty_for_logins', 'ssh_penalty_line'],
  ],
  ['a probe', { logType: 'ssh_probe', username: null, attempts: 0 }, ['ssh_probe_connection']],
  [
    'root with a password',
    { logType: 'ssh_accepted_login', attempts: 0 },
    ['ssh_accepted_login', 'ssh_login_of_new_user_at_address', 'ssh_login_of_user', 'ssh_root_login_by_password'],
  ],
  [
    'root through PAM',
    { logType: 'ssh_accepted_login', method: 'keyboard-interactive/pam', attempts: 0 },
    ['ssh_accepted_login', 'ssh_login_of_new_user_at_address', 'ssh_login_of_user', 'ssh_root_login_by_password'],
  ],
  [
    'root with a key',
    { logType: 'ssh_accepted_login', method: 'publickey', attempts: 0 },
    ['ssh_accepted_login', 'ssh_login_of_new_user_at_address', 'ssh_login_of_user'],
  ],
  [
    'another user',
    { logType: 'ssh_accepted_login', username: 'alice', attempts: 0 },
    ['ssh_accepted_login', 'ssh_login_of_new_user_at_address', 'ssh_login_of_user'],
  ],
])('the shipped rules find %s', (_what, changes, names) => {
  expect(found(changes)).toEqual(names);
});
