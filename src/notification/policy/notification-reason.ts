/** Why a message is sent. */
export const NOTIFICATION_REASONS = [
  'first',
  'graver',
  'login_suspected',
  'login_succeeded',
  'still_going_on',
  'ended',
  'digest',
  'test',
] as const;

export type NotificationReason = (typeof NOTIFICATION_REASONS)[number];

/** Why alerts are told of together: they are old, there were too many at once, or people want to be left in peace. */
export const DIGEST_CAUSES = ['backfill', 'rate_limit', 'quiet'] as const;

export type DigestCause = (typeof DIGEST_CAUSES)[number];
