import type { OpportunityKind } from "#app/core/reference/terms.ts";
import { FIELDS, hasField, type FieldName, type Step } from "#app/domain/opportunities/fields.ts";
import type { OpportunityValues } from "#app/domain/opportunities/schema.ts";

/** Advice that would bring more and better answers; nothing that must be done. */
export type QualityHint = { field: FieldName; step: Step; advice: string };

/** A title of nothing but such words says nothing. */
const EMPTY_WORDS = new Set(
  "a an and for in new novel of on the to with innovative advanced modern smart technology technologies system systems solution solutions product products device method process development project opportunity transfer licence partner partners call request".split(
    " ",
  ),
);
const LONG_SUMMARY = 350;
const LONG_SENTENCE_WORDS = 30;
const SHORT_DESCRIPTION = 300;

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const longestSentence = (text: string) =>
  Math.max(0, ...text.split(/[.!?]\s/).map((sentence) => wordsOf(sentence).length));

function titleAdvice(title: string): string | null {
  if (title === "") return null;
  const telling = wordsOf(title).filter((word) => word.length > 2 && !EMPTY_WORDS.has(word));
  if (telling.length < 3)
    return "The title is vague. Name the thing and what it is for, in words that somebody would search for.";
  if (title === title.toUpperCase())
    return "The title is in capitals only. Ordinary spelling is easier to read.";
  return null;
}

function summaryAdvice(summary: string): string | null {
  if (summary.length > LONG_SUMMARY)
    return `The summary has ${summary.length} characters. Below ${LONG_SUMMARY}, more people read it to the end.`;
  if (longestSentence(summary) > LONG_SENTENCE_WORDS)
    return "The summary has a very long sentence. Two short ones are easier to understand.";
  return null;
}

/** What readers look for first; a listing without it is published all the same. */
function gapAdvice(values: OpportunityValues): [FieldName, string | false][] {
  const { trlCurrent, developmentStage, iprStatus, licence, totFeeMinor, termsOnRequest } = values;
  return [
    [
      "description",
      values.description === "" && "Write a description: what the partner receives, and what has been shown.",
    ],
    [
      "trlCurrent",
      trlCurrent === null &&
        developmentStage === null &&
        "Say how ready it is: the technology readiness level, or the stage of development.",
    ],
    ["iprStatus", iprStatus === null && "Say whether it is protected: readers ask this first."],
    ["licence", licence === null && "Choose the kind of licence that you give."],
    [
      "totFeeMinor",
      totFeeMinor === null &&
        !termsOnRequest.includes("tot_fee") &&
        "Write the fee, or tick that it is told on request; it is shown as “not stated” now.",
    ],
    [
      "partnerKinds",
      values.partnerKinds.length === 0 && "Say whom you look for; choose “Any” if everybody is welcome.",
    ],
    [
      "contactRole",
      values.contactRole === "" && "Name the role that answers, like “Technology transfer officer”.",
    ],
  ];
}

/**
 * What a poster could improve, what readers miss most first. Pure; says nothing about fields that publishing asks for anyway.
 */
export function qualityHints(kind: OpportunityKind, values: OpportunityValues): QualityHint[] {
  const hints: QualityHint[] = [];
  const hint = (field: FieldName, advice: string | null | false) => {
    if (advice && hasField(kind, field)) hints.push({ field, step: FIELDS[field].step, advice });
  };
  const isOffer = kind === "technology_transfer" || kind === "joint_venture";
  for (const [field, advice] of gapAdvice(values)) hint(field, advice);
  hint("title", titleAdvice(values.title));
  hint("summary", summaryAdvice(values.summary));
  hint(
    "subSector",
    values.sector !== null && values.subSector === null && "Choose a sub-sector, so that filters find it.",
  );
  hint(
    "keywords",
    values.keywords.length === 0 && "Add keywords: other names that people use for the same thing.",
  );
  hint(
    "description",
    values.description !== "" &&
      values.description.length < SHORT_DESCRIPTION &&
      "The description is short. Say what the partner receives, how it is made, and what has been shown.",
  );
  if (isOffer)
    hint(
      "advantages",
      values.advantages === ""
        ? "Say what is better than the leading alternative, with figures."
        : !/\d/.test(values.advantages) &&
            "The advantages have no number. Measure them: “40 W instead of 25 W”.",
    );
  hint("applications", isOffer && values.applications === "" && "Say what it can be used for.");
  hint(
    "trlEvidence",
    values.trlCurrent !== null &&
      values.trlCurrent >= 4 &&
      values.trlEvidence === "" &&
      "Say what shows this readiness level: a test, a trial, a report.",
  );
  const { iprStatus } = values;
  hint(
    "patents",
    (iprStatus === "granted" || iprStatus === "applied") &&
      values.patents.length === 0 &&
      "List the patents or applications with number and country.",
  );
  hint(
    "royaltyDomesticBps",
    values.royaltyDomesticBps === null &&
      values.royaltyExportBps === null &&
      !values.termsOnRequest.includes("royalty") &&
      "Say whether there is a royalty; 0 is an answer, too.",
  );
  hint(
    "newIndustrialLicence",
    values.newIndustrialLicence === null &&
      "Say whether a new industrial licence will be sought: the route for foreign investment follows from it.",
  );
  hint(
    "callUrl",
    values.callUrl === "" && "Link to the call's own page, so that partners can read its rules.",
  );
  return hints;
}
