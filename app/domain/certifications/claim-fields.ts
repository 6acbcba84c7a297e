import type { Claim } from "#app/domain/certifications/certificate-record.server.ts";

/** The facts of a certificate by the words of its form. */
const CLAIM_LABELS: Record<keyof Claim, string> = {
  standard: "standard",
  number: "number",
  body: "certification body",
  scope: "scope",
  issuedOn: "first day",
  expiresOn: "last day",
};

/** Which facts differ between two claims, in words. Pure. */
export function changedFields(before: Claim, after: Claim): string[] {
  return (Object.keys(CLAIM_LABELS) as (keyof Claim)[])
    .filter((field) => (before[field] ?? null) !== (after[field] ?? null))
    .map((field) => CLAIM_LABELS[field]);
}
