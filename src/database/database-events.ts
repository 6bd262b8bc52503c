/** Sent when another instance, or this one, has stored entries, alerts or what became of them. */
export const DATABASE_CHANGED = 'database.changed';
/** Sent when any instance has been handed lines: there is something to scan. */
export const LINES_ARRIVED = 'database.lines-arrived';
/** Sent when the rules may have been asked for anew by any instance, or when that may have been missed. */
export const RULES_ASKED_FOR = 'database.rules-asked-for';
/** Sent when this instance becomes the one that detects. */
export const DETECTION_TAKEN_OVER = 'database.detection-taken-over';
