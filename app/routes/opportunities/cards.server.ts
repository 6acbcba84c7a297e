import type { Card, Marked } from "#app/components/search/result-card.tsx";
import { countryText, dateText, listText } from "#app/core/formats.ts";
import { moneyInWords } from "#app/core/money.ts";
import { certificationLabel } from "#app/core/reference/certifications.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import {
  LICENCES,
  OPPORTUNITY_KINDS,
  RELEASE_CLASSES,
  type IprStatus,
  type Licence,
  type OpportunityKind,
  type ReleaseClass,
} from "#app/core/reference/terms.ts";
import { trlSentence, type Trl } from "#app/core/reference/trl.ts";
import { PLACE_PARAM, type Place } from "#app/domain/billing/placement.ts";
import { signOf } from "#app/domain/eligibility/explain.ts";
import type { EligibilityReader } from "#app/domain/eligibility/reader.server.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import type { ElsewhereField, SearchHit, Segment } from "#search/port.ts";

const DAY_MS = 24 * 3600 * 1000;
const SOON_MS = 14 * DAY_MS;

/** How an invention is protected, said where the word IPR does not stand beside it. */
const PROTECTION: Record<IprStatus, string> = {
  none: "No patent applied for",
  secret_know_how: "Secret know-how",
  applied: "Patent or other right applied for",
  granted: "Patent or other right granted",
};

/** Where words stand that a card does not show, as the beginning of a line. */
const ELSEWHERE: Record<ElsewhereField, string> = {
  keywords: "Among the keywords",
  patentNumbers: "Among the patents",
  organisationName: "Posted by",
  labels: "In its classification",
  applications: "Among the uses",
  advantages: "Among the advantages",
  description: "In the description",
};

/** Pieces by turns plain and a match, starting with a plain one that may be empty. */
function markedOf(segments: Segment[]): Marked {
  const pieces: Marked = [""];
  for (const { text, hit } of segments) {
    const isHitTurn = pieces.length % 2 === 0;
    if (hit === isHitTurn) pieces[pieces.length - 1] += text;
    else pieces.push(text);
  }
  return pieces;
}

function feeSentence(hit: SearchHit, locale: string): string {
  if (hit.totFeeMinor !== null) {
    const minor = BigInt(hit.totFeeMinor);
    return minor === 0n ? "No ToT fee" : `ToT fee ${moneyInWords(minor, hit.currency as Currency, locale)}`;
  }
  return hit.termsOnRequest.includes("tot_fee") ? "ToT fee on request" : "";
}

function closingSentence(closingAt: string | null, locale: string): string {
  if (closingAt === null) return "";
  const leftMs = Date.parse(closingAt) - Date.now();
  const date = dateText(closingAt, locale);
  if (leftMs > SOON_MS) return `Closes ${date}`;
  const days = Math.floor(leftMs / DAY_MS);
  if (days < 1) return `Closes within a day: ${date}`;
  return `Closes in ${days} ${days === 1 ? "day" : "days"}: ${date}`;
}

type CardOptions = {
  /** About whose organisation each card says whether it qualifies; without, cards say nothing of it. */
  reader?: EligibilityReader | null;
  /** Where the cards stand; without, nobody counts who follows them. */
  place?: Place;
};

function cardOf(hit: SearchHit, locale: string, { reader, place }: CardOptions): Card {
  const { organisation } = hit;
  return {
    reference: hit.reference,
    href: opportunityPath(hit) + (place ? `?${PLACE_PARAM}=${place}` : ""),
    title: markedOf(hit.titleSegments),
    excerpt: markedOf(hit.excerpt),
    kind: OPPORTUNITY_KINDS[hit.kind as OpportunityKind].label,
    elsewhere: hit.elsewhere && {
      where: ELSEWHERE[hit.elsewhere.field],
      excerpt: markedOf(hit.elsewhere.excerpt),
    },
    organisation: organisation.name,
    isVerified: organisation.verified,
    organisationHref: `/organisations/${organisation.slug}`,
    country: countryText(organisation.country),
    trl: hit.trlCurrent,
    trlSentence: hit.trlCurrent === null ? "" : trlSentence(hit.trlCurrent as Trl),
    fee: feeSentence(hit, locale),
    licence: hit.licence === null ? "" : `${LICENCES[hit.licence as Licence].label} licence`,
    // Nobody asks whether they qualify for what they posted themselves.
    sign:
      reader && organisation.slug !== reader.profile.slug
        ? signOf(reader.assess(hit.requirements), locale)
        : null,
    ipr: hit.iprStatus === null ? "" : PROTECTION[hit.iprStatus as IprStatus],
    needs:
      hit.certifications.length > 0 ? `Needs ${listText(hit.certifications.map(certificationLabel))}` : "",
    release: hit.release === "anyone" ? "" : RELEASE_CLASSES[hit.release as ReleaseClass].label,
    closing: closingSentence(hit.closingAt, locale),
    closesSoon: hit.closingAt !== null && Date.parse(hit.closingAt) - Date.now() <= SOON_MS,
  };
}

/** Search hits as a list shows them, written for the reader's locale. */
export function cardsOf(hits: SearchHit[], locale: string, options: CardOptions = {}): Card[] {
  return hits.map((hit) => cardOf(hit, locale, options));
}
