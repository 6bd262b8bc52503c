import { eventForm, ignoredForm } from '../parsing/message-form.js';
import { ParsedMessage } from '../parsing/parsed-message.js';
import type { Program } from './program.js';

const BAN = eventForm('fail2ban_ban', {
  logType: 'fail2ban_ban',
  whenNothingNew: 'store',
  isOfConnection: false,
  needsProgram: true,
  example: 'NOTICE  [sshd] Ban 203.0.113.7',
  writtenBy: 'fail2ban, server/actions.py; also `Restore Ban`, `Increase Ban`',
});

const UNBAN = eventForm('fail2ban_unban', {
  logType: 'fail2ban_unban',
  whenNothingNew: 'store',
  isOfConnection: false,
  needsProgram: true,
  example: 'NOTICE  [sshd] Unban 203.0.113.7',
  writtenBy: 'fail2ban, server/actions.py',
});

const REMARK = ignoredForm('fail2ban_remark', {
  example: 'INFO    [sshd] Found 203.0.113.7 - 2026-11-20 09:00:00',
  writtenBy: 'fail2ban: what its filters find, starts, and what goes wrong',
});

const ADDRESS = /^[0-9A-Fa-f:.]{2,45}$/;
const NETWORK = /^[0-9A-Fa-f:.]{2,45}\/\d{1,3}$/;

/** `<LEVEL> [<jail>] [Restore |Increase ]Ban|Unban <address>[ …]`: the jail's name is the administrator's. */
function readAction(text: string): ParsedMessage {
  const fields =
    /^(?:NOTICE|WARNING|INFO) {1,8}\[([^\]]{1,64})\] (?:(?:Restore|Increase) )?(Ban|Unban) ([^ ]{2,49})(?: |$)/.exec(
      text.slice(0, 200),
    );
  if (fields === null) return new ParsedMessage(REMARK);
  const [, jail, action, value] = fields;
  const reading = new ParsedMessage(action === 'Ban' ? BAN : UNBAN);
  if (ADDRESS.test(value!)) reading.address = value!;
  else if (!NETWORK.test(value!)) return new ParsedMessage(REMARK);
  return reading.does({}, { reason: jail!, ...(reading.address === null ? { network: value! } : {}) });
}

/** What fail2ban says of addresses that it has a firewall turn away. */
export const FAIL2BAN: Program = {
  names: [
    'fail2ban.actions',
    'fail2ban.filter',
    'fail2ban.observer',
    'fail2ban.jail',
    'fail2ban.server',
    'fail2ban.database',
    'fail2ban.transmitter',
    'fail2ban.utils',
  ],
  logSource: { category: [], product: ['linux', 'unix'], service: ['fail2ban'] },
  logTypes: {
    fail2ban_ban: {
      category: 'system',
      bans: 'begin',
      meaning: 'fail2ban has an address turned away; `reason` is the jail.',
      example: 'NOTICE  [sshd] Ban 203.0.113.7',
    },
    fail2ban_unban: {
      category: 'system',
      bans: 'end',
      meaning: 'fail2ban lets an address in again; `reason` is the jail.',
      example: 'NOTICE  [sshd] Unban 203.0.113.7',
    },
    fail2ban_message: {
      category: 'system',
      meaning: 'Anything else that fail2ban says; stored only where a rule selects it.',
      example: 'INFO    [sshd] Found 203.0.113.7 - 2026-11-20 09:00:00',
    },
  },
  remarkType: 'fail2ban_message',
  forms: [BAN, UNBAN, REMARK],
  readers: [{ start: '', read: readAction }],
  isBesideLogins: true,
};
