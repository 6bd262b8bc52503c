import { ALL_FORMS, LOG_TYPE_MEANINGS } from '../../src/logs/programs/registry.js';
import type { Evidence, MessageForm } from '../../src/logs/parsing/message-form.js';
import { TIME_BASIS_MEANINGS } from '../../src/logs/parsing/parsed-line.js';
import { PREFIX_EXAMPLES } from './prefix-examples.js';

const FAMILY: Readonly<Record<Evidence, string>> = {
  failure: 'F',
  failures_in_all: 'F, in all',
  pam: 'P, unless the round is allowed',
  pam_more: 'P',
  pam_error: 'P',
  other: 'O',
  refused_key: 'none; the end of the connection counts',
  end_after_refused_key: 'O after a refused key, else none',
  none: 'none',
};

const INTRODUCTION = `# The log lines that are understood

Written by \`npm run fixtures\` from the tables of forms in \`src/logs/programs/\` and of prefixes in \`test/parsing/\`; a test compares.

A line has a prefix (time, host, program, pid) and a message. The message has one of the forms below. A connection's
number of failed attempts is the largest of three families of evidence: F, refused attempts; P, rounds that PAM refused;
O, one for any other evidence. What a module of PAM refuses waits for the result of its round: where the user is let in
after all (pam_unix refuses, pam_sss lets in) it counts nothing. Forms without a \`log_type\` are understood and passed over.`;

const AUDIT_EXAMPLE = ['auditd', 'type=USER_AUTH msg=audit(1780906830.123:456): … exe="/usr/sbin/sshd" …', 'exact'];

/** The text of \`docs/log-forms.md\`. */
export function logFormsPage(): string {
  const prefixes = PREFIX_EXAMPLES.map(({ name, line, timeBasis }) => [
    name,
    line('sshd', 4242, '<message>'),
    timeBasis,
  ]);
  return `${[
    INTRODUCTION,
    '## Forms',
    table(['id', 'log_type', 'counts as', 'example', 'written by'], ALL_FORMS.map(formRow)),
    '## Prefixes',
    table(['prefix', 'shape', 'time_basis'], [...prefixes, AUDIT_EXAMPLE].map(prefixRow)),
    '## log_type',
    table(
      ['log_type', 'category', 'meaning', 'example'],
      Object.entries(LOG_TYPE_MEANINGS).map(([type, { category, meaning, example }]) => [
        `\`${type}\``,
        `\`${category}\``,
        meaning,
        code(example),
      ]),
    ),
    '## time_basis',
    table(
      ['time_basis', 'meaning'],
      Object.entries(TIME_BASIS_MEANINGS).map(([basis, meaning]) => [`\`${basis}\``, meaning]),
    ),
  ].join('\n\n')}\n`;
}

function formRow({ id, logType, evidence, example, writtenBy }: MessageForm): string[] {
  return [`\`${id}\``, logType === null ? '' : `\`${logType}\``, FAMILY[evidence], code(example), escape(writtenBy)];
}

function prefixRow([name, shape, basis]: readonly string[]): string[] {
  return [`\`${name}\``, code(shape!.replace(/\r$/, '\\r')), `\`${basis}\``];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function code(text: string): string {
  return `\`\` ${escape(text)} \`\``;
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|');
}
