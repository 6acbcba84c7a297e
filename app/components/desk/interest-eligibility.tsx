import { DateText } from "#app/components/facts.tsx";
import { EligibilitySign } from "#app/components/eligibility-sign.tsx";
import { EligibilityFindings } from "#app/components/opportunity/eligibility-findings.tsx";
import { Section } from "#app/components/primitives.tsx";
import type { EligibilityDetail } from "#app/domain/eligibility/present-eligibility.ts";

type Props = { today: EligibilityDetail | null; sent: (EligibilityDetail & { on: string }) | null };

/** How the applicant stands with what is asked: today, and as it was when it sent. */
export function InterestEligibility({ today, sent }: Props) {
  if (!today && !sent) return null;
  const isSame = sent?.sign.headline === today?.sign.headline;
  return (
    <Section title="Eligibility" id="eligibility">
      {today && (
        <>
          <h3 className="mb-1 text-base font-semibold">Today</h3>
          <EligibilityFindings eligibility={today} />
        </>
      )}
      {sent && (
        <details className="mt-4">
          <summary className="min-h-6 cursor-pointer">
            When it was sent, on <DateText iso={`${sent.on}T12:00:00Z`} />:{" "}
            {isSame ? "the same" : <EligibilitySign view={sent.sign} />}
          </summary>
          <div className="mt-2">
            <EligibilityFindings eligibility={sent} />
          </div>
        </details>
      )}
    </Section>
  );
}
