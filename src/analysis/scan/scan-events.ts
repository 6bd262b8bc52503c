/** Sent after every transaction of a scan: entries have been stored. */
export const SCAN_PROGRESSED = 'scan.progressed';
/** Sent when a scan has ended, well or not. */
export const SCAN_ENDED = 'scan.ended';
/** Sent when this instance has taken other rules: what happened lately is to be looked at with them. */
export const RULES_TAKEN = 'rules.taken';
