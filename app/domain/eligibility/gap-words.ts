import { certificationLabel } from "#app/core/reference/certifications.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";
import type { Opening } from "#app/domain/eligibility/outlook.ts";
import { keyOf, type Remedy } from "#app/domain/eligibility/remedies.ts";

/** A line of the gap plan: the fact, what mends it, and the list of what that opens. */
export type GapLine = {
  key: string;
  /** A full clause without a stop: "AS9100D ended on 3 March 2026". */
  fact: string;
  /** "renewing it opens 14 opportunities". */
  effect: string;
  opens: number;
  /** Where the remedy is entered; null where one can only wait. */
  to: { label: string; href: string } | null;
  /** Where what it opens is listed. */
  results: string;
};

type Words = { fact: string; doing: string; to: GapLine["to"] };

function wordsOf(remedy: Remedy, locale: string): Words {
  if (remedy.kind === "industrial_licence")
    return {
      fact: "You state that you hold no industrial licence",
      doing: "holding one",
      to: { label: "Change it when you do", href: "/desk/organisation/edit/size" },
    };
  const { standard, own } = remedy;
  const label = certificationLabel(standard);
  const register = { label: "See your certificates", href: "/desk/certificates" };
  const add = { label: "Add it", href: `/desk/certificates/new?standard=${standard}` };
  if (own?.standing === "ended")
    return {
      fact: `${label} ended on ${calendarDateText(own.certificate.expiresOn!, locale)}`,
      doing: "renewing it",
      to: register,
    };
  if (own?.standing === "not_begun")
    return {
      fact: `${label} begins on ${calendarDateText(own.certificate.issuedOn!, locale)}`,
      doing: "waiting for that day",
      to: null,
    };
  if (own?.standing === "rejected")
    return {
      fact: `The evidence for ${label} was not accepted`,
      doing: "one that is accepted",
      to: register,
    };
  return { fact: `Your register does not list ${label}`, doing: "holding it", to: add };
}

const opensText = (count: number) => `opens ${count} ${count === 1 ? "opportunity" : "opportunities"}`;

const resultsOf = (remedies: readonly Remedy[]) => `/desk/eligibility/opens/${remedies.map(keyOf).join("+")}`;

/** What somebody does, as the beginning of a sentence about several: "renewing AS9100D". */
function doingText(remedy: Remedy): string {
  if (remedy.kind === "industrial_licence") return "an industrial licence";
  const label = certificationLabel(remedy.standard);
  return remedy.own?.standing === "ended" ? `renewing ${label}` : label;
}

/** One opening in words, for a single remedy or for several together. Pure. */
export function gapLineOf({ remedies, opens }: Opening, locale: string): GapLine {
  const key = remedies.map(keyOf).join("+");
  const results = resultsOf(remedies);
  if (remedies.length === 1) {
    const { fact, doing, to } = wordsOf(remedies[0]!, locale);
    return { key, fact, effect: `${doing} ${opensText(opens)}`, opens, to, results };
  }
  const both = new Intl.ListFormat("en-GB").format(remedies.map(doingText));
  const fact = `${both.charAt(0).toUpperCase()}${both.slice(1)}`;
  return {
    key,
    fact,
    effect: `together ${opensText(opens).replace("opens", "open")}`,
    opens,
    to: null,
    results,
  };
}

/** What a list of opened opportunities is called: "What renewing AS9100D opens". */
export function openingTitle(remedies: readonly Remedy[]): string {
  const text = new Intl.ListFormat("en-GB").format(remedies.map(doingText));
  return `What ${text} ${remedies.length > 1 ? "open together" : "opens"}`;
}
