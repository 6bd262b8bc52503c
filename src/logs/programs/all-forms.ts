import * as audit from './auditd.js';
import * as authResults from './sshd/auth-results.js';
import * as clientDisconnects from './sshd/client-disconnects.js';
import * as connectionEnds from './sshd/connection-ends.js';
import * as connectionStarts from './sshd/connection-starts.js';
import * as dropbear from './dropbear.js';
import * as housekeeping from './sshd/housekeeping.js';
import * as invalidUsers from './sshd/invalid-users.js';
import * as keyExchange from './sshd/key-exchange.js';
import * as listener from './sshd/listener.js';
import type { MessageForm } from '../parsing/message-form.js';
import * as pam from './pam.js';
import * as policy from './sshd/policy-refusals.js';
import * as probes from './sshd/probes.js';

/** A family is a module whose exported forms are the rows of its table. */
const families: readonly Readonly<Record<string, unknown>>[] = [
  authResults,
  invalidUsers,
  policy,
  pam,
  connectionStarts,
  connectionEnds,
  clientDisconnects,
  probes,
  keyExchange,
  listener,
  dropbear,
  audit,
  housekeeping,
];

function isForm(value: unknown): value is MessageForm {
  return typeof value === 'object' && value !== null && 'ignoredLine' in value;
}

/** Every form of message, family by family. */
export const ALL_FORMS: readonly MessageForm[] = families.flatMap((family) => Object.values(family).filter(isForm));

export const FORM_BY_ID: ReadonlyMap<string, MessageForm> = new Map(ALL_FORMS.map((form) => [form.id, form]));
