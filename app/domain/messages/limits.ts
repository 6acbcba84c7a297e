/** Of one message. */
export const TEXT_MAX = 10_000;
export const FILES_MAX = 5;
export const FILE_MAX_BYTES = 10_000_000;
/** A conversation about an EoI that has ended stays open for last words. */
export const WRITABLE_AFTER_END_DAYS = 30;
/** So many in an hour are no conversation any more. */
export const MESSAGES_PER_HOUR = 60;
export const REPORT_TEXT_MAX = 2_000;
/** So many messages before and after a reported one are shown to moderators with it. */
export const NEIGHBOURS = 2;
