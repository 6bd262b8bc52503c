import { booleanSetting, choiceSetting, integerSetting } from '../setting.js';
import type { Setting } from '../setting.js';
import { SEVERITIES } from '../severities.js';
import type { ValuesOf } from '../values-of.js';
import { parseQuietTime } from './quiet-time.js';

/** What is told of on a channel, and when; a channel of `NOTIFY_CONFIG` can have its own. */
export const POLICY_SETTINGS = {
  min_severity: choiceSetting('Mildest severity of alerts that are told of.', SEVERITIES, 'low'),
  repeat_hours: integerSetting('Hours that an attack goes on before it is told of again; 0: never.', 6, 0, 8760),
  ended: booleanSetting('true tells of the end of attacks of severity high and above, too.', false),
  max_age_hours: integerSetting('Alerts last seen more hours ago than this are told of in one digest.', 24, 1, 8760),
  rate_limit: integerSetting(
    'How many messages a channel sends one by one within NOTIFY_DIGEST_MINUTES; further alerts go into a digest.',
    10,
    1,
    1000,
  ),
  digest_minutes: integerSetting('Minutes over which NOTIFY_RATE_LIMIT counts, and between two digests.', 10, 1, 1440),
  quiet: {
    description:
      'When only critical alerts are told of, and the others later in a digest: 22:00-07:00 Europe/Berlin ' +
      '(without a zone: that of this machine), or always. Empty: never.',
    defaultText: '',
    parse: parseQuietTime,
  } satisfies Setting<ReturnType<typeof parseQuietTime>>,
} as const;

export type PolicySettings = ValuesOf<typeof POLICY_SETTINGS>;
