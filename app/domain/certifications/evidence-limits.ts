/** Of one file. */
export const MOST_EVIDENCE_BYTES = 10_000_000;
/** That count as evidence of one certificate at a time. */
export const MOST_EVIDENCE_FILES = 5;

/** What can be looked at beside the claim without another program. */
export const EVIDENCE_TYPES = ["application/pdf", "image/png", "image/jpeg"];
