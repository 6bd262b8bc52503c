import { alertView } from '../../src/alerts/alert-view.js';
import { EMPTY_TALLY, alertSummary } from '../../src/alerts/lifecycle/detected-alert.js';
import { htmlMail } from '../../src/notification/channels/mail/mail-message.js';
import { webhookBody } from '../../src/notification/channels/webhook/webhook.channel.js';
import { messageText, plainText } from '../../src/notification/message-text.js';
import { notificationMessage, storedAlert } from '../factories/notification-message.js';

/** Nobody failed 287 times by no method: what is counted for none is not listed. */
describe('methods without attempts', () => {
  it('do not come into the summary of an alert', () => {
    const tallies = { usernames: EMPTY_TALLY, ipAddresses: EMPTY_TALLY, hosts: EMPTY_TALLY, ipAddressCount: 0 };
    const methods = {
      counts: [
        ['password', 0],
        ['publickey', 3],
      ],
      others: 0,
    } as const;
    expect(alertSummary({ ...tallies, methods }).methods).toEqual([{ value: 'publickey', count: 3 }]);
  });

  it('show nowhere, though an earlier version has stored them', () => {
    const plain = storedAlert();
    const alert = storedAlert({
      summary: { ...plain.summary, methods: [{ value: 'keyboard-interactive', count: 0 }] },
    });
    expect(alertView(alert, 0).details.methods).toEqual([]);
    const message = notificationMessage({ alerts: [alert] });
    const text = messageText(message, '');
    for (const shown of [webhookBody(message, ''), plainText(text), htmlMail(text)])
      expect(shown).not.toContain('keyboard-interactive');
  });
});
