import { mayEdit, type Actor } from "#app/core/actor.ts";
import { presentEligibility, type EligibilityDetail } from "#app/domain/eligibility/present-eligibility.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { furtherSentences, requirementsOf } from "#app/domain/interests/requirements.ts";

type Asked = Parameters<typeof requirementsOf>[0] & Parameters<typeof furtherSentences>[0];

/** How the reader's organisation stands with an opportunity; null for those who act for none, and for the poster. */
export async function eligibilityOf(
  actor: Actor,
  opportunity: Asked,
  locale: string,
): Promise<EligibilityDetail | null> {
  const reader = await readerFor(actor);
  if (!reader || reader.profile.slug === opportunity.organisation.slug) return null;
  return presentEligibility(reader.assess(requirementsOf(opportunity)), {
    locale,
    mayMend: mayEdit(actor),
    further: furtherSentences(opportunity),
  });
}
