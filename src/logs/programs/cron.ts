import { eventForm, ignoredForm } from '../parsing/message-form.js';
import { ParsedMessage } from '../parsing/parsed-message.js';
import { PAM_SERVICE_READERS } from './pam-service.js';
import type { Program } from './program.js';

const COMMAND = eventForm('cron_command', {
  logType: 'cron_command',
  isOfConnection: false,
  example: '(root) CMD (   cd / && run-parts --report /etc/cron.hourly)',
  writtenBy: 'cron, do_command.c; `(root) CMDOUT (…)`, `(root) CMDEND (…)` by cronie are passed over',
});

const CHANGED = eventForm('crontab_changed', {
  logType: 'cron_jobs_changed',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: '(alice) REPLACE (alice)',
  writtenBy: 'cron, crontab.c: the jobs of the user in the second brackets; also `DELETE`',
});

const LOOKED_AT = eventForm('crontab_opened', {
  logType: 'cron_jobs_opened',
  isOfConnection: false,
  example: '(alice) BEGIN EDIT (alice)',
  writtenBy: 'cron, crontab.c; also `END EDIT`, `LIST`',
});

const REFUSED = eventForm('crontab_refused', {
  logType: 'cron_refused',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: '(bob) AUTH (crontab command not allowed)',
  writtenBy: 'cron, crontab.c: cron.allow and cron.deny',
});

const REMARK = ignoredForm('cron_remark', {
  example: '(CRON) INFO (Running @reboot jobs)',
  writtenBy: 'cron, anacron, atd: starts, reloads, and what goes wrong',
});

const CHANGES: Readonly<Record<string, string>> = { REPLACE: 'replace', DELETE: 'delete' };
const VIEWS: readonly string[] = ['BEGIN EDIT', 'END EDIT', 'LIST'];

/** `(<user>) <EVENT> (<text>)`: the user has an account; the text is a command, or whose jobs they are. */
function readEvent(text: string): ParsedMessage | null {
  const fields = /^\(([^)]{1,256})\) ([A-Za-z @-]{1,40}?) ?\(/.exec(text.slice(0, 400));
  if (fields === null || !text.endsWith(')')) return null;
  const [head, user, event] = fields;
  const inner = text.slice(head.length, -1);
  if (event === 'CMD') return new ParsedMessage(COMMAND).user(user!, true).does({ command: inner.trimStart() });
  const change = CHANGES[event!];
  if (change !== undefined) return new ParsedMessage(CHANGED).user(user!, true).does({ targetUser: inner }, { change });
  if (VIEWS.includes(event!))
    return new ParsedMessage(LOOKED_AT).user(user!, true).does({ targetUser: inner }, { change: event!.toLowerCase() });
  if (event === 'AUTH') return new ParsedMessage(REFUSED).user(user!, true).does({}, { reason: inner });
  return remark;
}

const remark = new ParsedMessage(REMARK);

/** Jobs that are run by the clock, and who changes them. */
export const CRON: Program = {
  names: ['CRON', 'cron', 'crond', 'crontab', '/usr/sbin/cron', '/USR/SBIN/CRON', '/usr/sbin/crond', 'anacron', 'atd'],
  logSource: { category: [], product: ['linux', 'unix'], service: ['cron', 'auth'] },
  logTypes: {
    cron_command: {
      category: 'command',
      meaning: 'A job ran; stored only where a rule selects it.',
      example: '(root) CMD (cd / && run-parts --report /etc/cron.hourly)',
    },
    cron_jobs_changed: {
      category: 'command',
      meaning: 'The table of jobs of a user was replaced or removed.',
      example: '(alice) REPLACE (alice)',
    },
    cron_jobs_opened: {
      category: 'command',
      meaning: 'The table of jobs of a user was looked at or edited; stored only where a rule selects it.',
      example: '(alice) BEGIN EDIT (alice)',
    },
    cron_refused: {
      category: 'privilege',
      meaning: 'A user may have no jobs, and wanted some.',
      example: '(bob) AUTH (crontab command not allowed)',
    },
    cron_message: {
      category: 'system',
      meaning: 'Anything else that cron says; stored only where a rule selects it.',
      example: '(CRON) INFO (Running @reboot jobs)',
    },
  },
  remarkType: 'cron_message',
  forms: [COMMAND, CHANGED, LOOKED_AT, REFUSED, REMARK],
  readers: [
    ...PAM_SERVICE_READERS,
    { start: '(', read: readEvent },
    ...[
      'Job `',
      'Anacron ',
      'Will run job',
      'Normal exit',
      'Updated timestamp',
      'Jobs will be',
      'Starting job',
      'Mailing to',
    ].map((start) => ({
      start,
      read: () => remark,
    })),
  ],
  isBesideLogins: true,
};
