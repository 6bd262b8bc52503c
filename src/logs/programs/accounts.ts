import { eventForm, ignoredForm } from '../parsing/message-form.js';
import type { MessageForm } from '../parsing/message-form.js';
import { ParsedMessage, passOver } from '../parsing/parsed-message.js';
import type { MessageDetails, MessageReader } from '../parsing/parsed-message.js';
import { PAM_SERVICE_READERS } from './pam-service.js';
import type { Program } from './program.js';

const CREATED = accountForm('account_created', {
  example: 'new user: name=backup2, UID=0, GID=0, home=/home/backup2, shell=/bin/bash, from=/dev/pts/0',
  writtenBy: 'shadow useradd.c, newusers.c; up to 4.2 without `from`; busybox adduser',
});

const DELETED = accountForm('account_deleted', {
  example: "delete user 'backup2'",
  writtenBy: 'shadow userdel.c',
});

const CHANGED = accountForm('account_changed', {
  example: "change user 'backup2' UID from '1002' to '0'",
  writtenBy:
    'shadow usermod.c (also shell, home, GID, expiration, inactive, `change user name`, `lock user`, `unlock user`), chsh.c, chfn.c, chage.c',
});

const PASSWORD_CHANGED = eventForm('account_password_changed', {
  logType: 'account_password_changed',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: "password for 'alice' changed by 'root'",
  writtenBy: "shadow passwd.c; usermod.c `change user 'alice' password`",
});

const GROUP_CREATED = accountForm('group_created', {
  example: 'new group: name=backup2, GID=1002',
  writtenBy: 'shadow groupadd.c, useradd.c; also `group added to /etc/group: name=…`, which repeats it',
});

const GROUP_DELETED = accountForm('group_deleted', {
  example: "group 'backup2' removed",
  writtenBy: "shadow groupdel.c; userdel.c `removed group 'backup2' owned by 'backup2'`",
});

const MEMBER_ADDED = accountForm('group_member_added', {
  example: "add 'backup2' to group 'sudo'",
  writtenBy: 'shadow usermod.c, useradd.c; gpasswd.c `user backup2 added by root to group sudo`',
});

const MEMBER_REMOVED = accountForm('group_member_removed', {
  example: "delete 'backup2' from group 'sudo'",
  writtenBy: 'shadow usermod.c, userdel.c; gpasswd.c `user backup2 removed by root from group sudo`',
});

const GROUP_CHANGED = accountForm('group_changed', {
  example: 'members of group sudo set by root to alice,backup2',
  writtenBy: 'shadow gpasswd.c (also administrators and passwords of groups), groupmod.c',
});

const REPEATED = eventForm('account_repeated', {
  logType: 'account_group_member_added',
  isOfConnection: false,
  example: "add 'backup2' to shadow group 'sudo'",
  writtenBy: 'shadow: what is written into the shadow files, behind the line about the files themselves',
});

const FAILED = eventForm('account_failed', {
  logType: 'account_change_failed',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: "failed adding user 'backup2', exit code: 9",
  writtenBy: 'shadow useradd.c; gpasswd.c, passwd.c where the caller may not',
});

const REMARK = ignoredForm('account_remark', {
  example:
    'useradd defaults: GROUP=100, HOME=/home, SHELL=/bin/sh, INACTIVE=-1, EXPIRE=, SKEL=/etc/skel, CREATE_MAIL_SPOOL=no',
  writtenBy: 'shadow: defaults, files, and what goes wrong besides',
});

function accountForm(id: string, { example, writtenBy }: { example: string; writtenBy: string }): MessageForm {
  const logType = id.startsWith('account_') ? id : `account_${id}`;
  return eventForm(id, { logType, whenNothingNew: 'store', isOfConnection: false, example, writtenBy });
}

/** `new user: name=<u>, UID=<n>, GID=<n>, home=<d>, shell=<s>[, from=<tty>]`. Only root gives the names, which hold no comma. */
function readNewUser(text: string): ParsedMessage | null {
  const fields =
    /^new user: name=([^,]{1,256}), UID=(\d{1,10}), GID=(\d{1,10}), home=(.{0,1024}?), shell=([^,]{0,1024})(?:, from=(.{0,256}))?$/.exec(
      text.slice(0, 3_000),
    );
  if (fields === null) return null;
  const [, targetUser, uid, gid, home, shell, from] = fields;
  const tty = from === undefined || from === 'none' || from === '' ? {} : { tty: from.replace(/^\/dev\//, '') };
  return new ParsedMessage(CREATED).does(
    { targetUser: targetUser!, ...tty },
    { uid: Number(uid), gid: Number(gid), home: home!, shell: shell! },
  );
}

function readNewGroup(text: string): ParsedMessage | null {
  const fields = /^new group: name=([^,]{1,256}), GID=(\d{1,10})/.exec(text.slice(0, 400));
  if (fields === null) return null;
  return new ParsedMessage(GROUP_CREATED).does({}, { group: fields[1]!, gid: Number(fields[2]) });
}

/** What the forms have in common: a start, two values between words of the program's own, and what they are. */
interface Pattern {
  readonly start: string;
  readonly form: MessageForm;
  /** Behind `start`; its groups are named like fields: user (whose account), by, group, before, after. */
  readonly rest: RegExp;
  readonly change?: string;
}

/** Names of accounts and groups have no quotes; shadow refuses them. */
const PATTERNS: readonly Pattern[] = [
  { start: "add '", form: MEMBER_ADDED, rest: /^(?<user>[^']{1,256})' to group '(?<group>[^']{1,256})'$/ },
  { start: "add '", form: REPEATED, rest: /^(?<user>[^']{1,256})' to shadow group '(?<group>[^']{1,256})'$/ },
  { start: "delete '", form: MEMBER_REMOVED, rest: /^(?<user>[^']{1,256})' from group '(?<group>[^']{1,256})'$/ },
  { start: "delete user '", form: DELETED, rest: /^(?<user>[^']{1,256})'$/ },
  { start: "removed group '", form: GROUP_DELETED, rest: /^(?<group>[^']{1,256})' owned by '/ },
  { start: "group '", form: GROUP_DELETED, rest: /^(?<group>[^']{1,256})' removed$/ },
  {
    start: 'user ',
    form: MEMBER_ADDED,
    rest: /^(?<user>[^ ]{1,256}) added by (?<by>[^ ]{1,256}) to group (?<group>[^ ]{1,256})$/,
  },
  {
    start: 'user ',
    form: MEMBER_REMOVED,
    rest: /^(?<user>[^ ]{1,256}) removed by (?<by>[^ ]{1,256}) from group (?<group>[^ ]{1,256})$/,
  },
  {
    start: 'members of group ',
    form: GROUP_CHANGED,
    rest: /^(?<group>[^ ]{1,256}) set by (?<by>[^ ]{1,256}) to (?<after>.{0,1024})$/,
    change: 'members',
  },
  {
    start: 'administrators of group ',
    form: GROUP_CHANGED,
    rest: /^(?<group>[^ ]{1,256}) set by (?<by>[^ ]{1,256}) to (?<after>.{0,1024})$/,
    change: 'administrators',
  },
  {
    start: 'set administrators of ',
    form: GROUP_CHANGED,
    rest: /^(?<group>[^ ]{1,256}) to (?<after>.{0,1024})$/,
    change: 'administrators',
  },
  {
    start: 'password of group ',
    form: GROUP_CHANGED,
    rest: /^(?<group>[^ ]{1,256}) (?:changed|removed) by (?<by>[^ ]{1,256})$/,
    change: 'password',
  },
  {
    start: "change user name '",
    form: CHANGED,
    rest: /^(?<before>[^']{1,256})' to '(?<user>[^']{1,256})'$/,
    change: 'name',
  },
  { start: "change user '", form: PASSWORD_CHANGED, rest: /^(?<user>[^']{1,256})' password$/, change: 'password' },
  { start: "lock user '", form: CHANGED, rest: /^(?<user>[^']{1,256})' password$/, change: 'lock' },
  { start: "unlock user '", form: CHANGED, rest: /^(?<user>[^']{1,256})' password$/, change: 'unlock' },
  {
    start: "changed user '",
    form: CHANGED,
    rest: /^(?<user>[^']{1,256})' shell to '(?<after>[^']{0,1024})'$/,
    change: 'shell',
  },
  { start: "changed user '", form: CHANGED, rest: /^(?<user>[^']{1,256})' information$/, change: 'information' },
  { start: 'changed password expiry for ', form: CHANGED, rest: /^(?<user>[^ ]{1,256})$/, change: 'expiry' },
  {
    start: "password for '",
    form: PASSWORD_CHANGED,
    rest: /^(?<user>[^']{1,256})' changed by '(?<by>[^']{1,256})'$/,
    change: 'password',
  },
  { start: "password for '", form: FAILED, rest: /^(?<user>[^']{1,256})' not changed/, change: 'password' },
  { start: "failed adding user '", form: FAILED, rest: /^(?<user>[^']{1,256})'/ },
];

const CHANGE_OF =
  /^change user '([^']{1,256})' (UID|GID|shell|home|expiration|inactive) from '(.{0,1024})' to '(.{0,1024})'$/;

/** `change user '<u>' <what> from '<a>' to '<b>'`. */
function readChangeOf(text: string): ParsedMessage | null {
  const fields = CHANGE_OF.exec(text.slice(0, 3_000));
  if (fields === null) return null;
  const [, targetUser, what, before, after] = fields;
  const uid = what === 'UID' && /^\d{1,10}$/.test(after!) ? { uid: Number(after) } : {};
  return new ParsedMessage(CHANGED).does(
    { targetUser: targetUser! },
    { change: what!.toLowerCase(), before: before!, after: after!, ...uid },
  );
}

const LONGEST = 3_000;

function readPattern(text: string, { start, form, rest, change }: Pattern): ParsedMessage | null {
  const groups = rest.exec(text.slice(start.length, LONGEST).trimEnd())?.groups;
  if (groups === undefined) return null;
  const { user, by, group, before, after } = groups;
  const details: MessageDetails = {
    ...(change === undefined ? {} : { change }),
    ...(group === undefined ? {} : { group }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
  return new ParsedMessage(form)
    .user(by ?? null, by === undefined ? null : true)
    .does(user === undefined ? {} : { targetUser: user }, Object.keys(details).length === 0 ? null : details);
}

const readers: readonly MessageReader[] = [
  ...PAM_SERVICE_READERS,
  { start: 'new user: ', read: readNewUser },
  { start: 'new group: ', read: readNewGroup },
  { start: 'change user ', read: readChangeOf },
  ...PATTERNS.map((pattern) => ({ start: pattern.start, read: (text: string) => readPattern(text, pattern) })),
  ...[
    'group added to ',
    'group changed in ',
    "group '",
    "removed shadow group '",
    "delete '",
    "change '",
    "change admin '",
    "add group '",
    'access to group ',
    'useradd defaults: ',
    'failed ',
    'cannot ',
    "can't ",
    'Cannot determine ',
    'failure while ',
  ].map((start) => passOver(start, REMARK)),
];

const account = (meaning: string, example: string) => ({ category: 'account' as const, meaning, example });

/** Accounts and groups that are made, changed and removed. */
export const ACCOUNTS: Program = {
  names: [
    'useradd',
    'usermod',
    'userdel',
    'groupadd',
    'groupmod',
    'groupdel',
    'gpasswd',
    'passwd',
    'chage',
    'chsh',
    'chfn',
    'chpasswd',
    'newusers',
    'adduser',
    'deluser',
    'vipw',
  ],
  logSource: { category: [], product: ['linux', 'unix'], service: ['auth'] },
  logTypes: {
    account_created: account('An account was made.', CREATED.example),
    account_deleted: account('An account was removed.', DELETED.example),
    account_changed: account(
      'Something of an account was changed: its number, shell, home, name, lock or expiry.',
      CHANGED.example,
    ),
    account_group_created: account('A group was made.', GROUP_CREATED.example),
    account_group_deleted: account('A group was removed.', GROUP_DELETED.example),
    account_group_member_added: account('An account was put into a group.', MEMBER_ADDED.example),
    account_group_member_removed: account('An account was taken out of a group.', MEMBER_REMOVED.example),
    account_group_changed: account(
      'Members, administrators or the password of a group were set.',
      GROUP_CHANGED.example,
    ),
    account_change_failed: account('Somebody wanted to change an account, and could not.', FAILED.example),
    account_message: {
      category: 'system',
      meaning: 'Anything else that the tools for accounts say; stored only where a rule selects it.',
      example: 'group added to /etc/gshadow: name=backup2',
    },
  },
  remarkType: 'account_message',
  forms: [
    CREATED,
    DELETED,
    CHANGED,
    PASSWORD_CHANGED,
    GROUP_CREATED,
    GROUP_DELETED,
    MEMBER_ADDED,
    MEMBER_REMOVED,
    GROUP_CHANGED,
    REPEATED,
    FAILED,
    REMARK,
  ],
  readers,
  isBesideLogins: true,
};
