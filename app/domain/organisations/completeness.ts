import type { OrganisationGroup } from "#app/core/reference/terms.ts";
import type { Outlook, Statement } from "#app/domain/eligibility/outlook.ts";
import { classesOf } from "#app/domain/eligibility/partner-kinds.ts";
import { identifiersFor, partPath } from "#app/domain/organisations/parts.ts";
import type { OwnProfile } from "#app/domain/organisations/profile.server.ts";

/** Something that a profile lacks, what adding it is good for, and where both are. */
export type MissingItem = {
  id: string;
  text: string;
  /** Where it is added. */
  to: string;
  /** Where what asks for it is listed; null when nothing does, or nothing can be listed. */
  results: string | null;
};

const opportunities = (count: number) => `${count} open ${count === 1 ? "opportunity" : "opportunities"}`;
const asks = (count: number) => `${opportunities(count)} ${count === 1 ? "asks" : "ask"}`;

type Wording = { state: string; asked: string; otherwise: string };

/** In the order in which they matter when nobody asks for any of them. */
const STATEMENT_WORDS: Record<Statement, Wording> = {
  turnover: {
    state: "State your yearly turnover",
    asked: "for one",
    otherwise: "only you see the amount, and it answers what some posters require",
  },
  founded_year: {
    state: "State the year you were founded",
    asked: "for years in business",
    otherwise: "many posters ask for years in business",
  },
  enterprise_class: {
    state: "State your enterprise class",
    asked: "for one",
    otherwise: "posters look for micro, small or medium enterprises by it",
  },
  industrial_licence: {
    state: "Say whether you hold an industrial licence",
    asked: "for one",
    otherwise: "makers of defence items are asked for it",
  },
};

const isStated = (statement: Statement, profile: OwnProfile): boolean => {
  if (statement === "turnover") return profile.yearlyTurnoverMinor !== null;
  if (statement === "founded_year") return profile.foundedYear !== null;
  if (statement === "industrial_licence") return profile.industrialLicence !== null;
  return classesOf(profile.kind).length < 2 || profile.enterpriseClass !== null;
};

/** What others ask for and the profile does not state, the most asked first. */
function statementItems(profile: OwnProfile, { statements }: Outlook): MissingItem[] {
  return (Object.keys(STATEMENT_WORDS) as Statement[])
    .filter((statement) => !isStated(statement, profile))
    .sort((a, b) => statements[b].asks - statements[a].asks)
    .map((statement) => {
      const { state, asked, otherwise } = STATEMENT_WORDS[statement];
      const { asks: count, alone } = statements[statement];
      const hanging = alone > 0 ? `; for ${alone} of them nothing else is missing` : "";
      return {
        id: statement,
        text: count > 0 ? `${state}: ${asks(count)} ${asked}${hanging}.` : `${state}: ${otherwise}.`,
        to: `${partPath("size")}#profile-${FIELD_OF[statement]}`,
        results: count > 0 ? `/desk/eligibility/asks/${statement}` : null,
      };
    });
}

const FIELD_OF: Record<Statement, string> = {
  turnover: "yearlyTurnover",
  founded_year: "foundedYear",
  enterprise_class: "enterpriseClass",
  industrial_licence: "industrialLicence",
};

function certificateItem(profile: OwnProfile, { askingForCertificates }: Outlook): MissingItem[] {
  if (profile._count.certificates > 0) return [];
  return [
    {
      id: "certificates",
      text:
        askingForCertificates > 0
          ? `Enter your certificates: ${opportunities(askingForCertificates)} ${askingForCertificates === 1 ? "requires" : "require"} at least one.`
          : "Enter your certificates: most posters require one, and searches then tell you where you qualify.",
      to: "/desk/certificates/new",
      results: askingForCertificates > 0 ? "/desk/eligibility/asks/certificates" : null,
    },
  ];
}

const item = (id: string, isMissing: boolean, text: string, to: string): MissingItem[] =>
  isMissing ? [{ id, text, to, results: null }] : [];

function capabilityItems({ capability }: OwnProfile, { askingForSupplies }: Outlook): MissingItem[] {
  const { processes, otherProcesses, equipment, pastSupplies } = capability;
  return [
    ...item(
      "processes",
      processes.length + otherProcesses.length === 0,
      "Tick your processes: posters compare them with what they need made.",
      partPath("processes"),
    ),
    ...item(
      "equipment",
      equipment.length === 0,
      "List your plant and test equipment: posters ask for it before anything else.",
      partPath("equipment"),
    ),
    ...(pastSupplies.length > 0
      ? []
      : [
          {
            id: "supplies",
            text:
              askingForSupplies > 0
                ? `List past supplies: ${asks(askingForSupplies)} for experience.`
                : "List past supplies: they speak for you.",
            to: partPath("supplies"),
            results: askingForSupplies > 0 ? "/desk/eligibility/asks/supplies" : null,
          },
        ]),
  ];
}

function identifierItem({ capability, kind, country }: OwnProfile): MissingItem[] {
  const possible = identifiersFor(kind, country);
  const isMissing = possible.every((name) => !capability[name]?.length);
  const example =
    possible[0] === "udyam" ? "your Udyam number" : possible[0] === "gstin" ? "your GSTIN" : "your LEI";
  return item(
    "identifiers",
    isMissing,
    `Enter ${example}: posters and moderators recognise you by it.`,
    partPath("identifiers"),
  );
}

/**
 * What is missing in a profile and what it would open, the most useful first: numbers are of opportunities that are
 * open now, counted by the eligibility engine. Pure.
 * @param outlook of those who apply; null for those who only post, of whom nobody asks size and certificates
 */
export function missingItems(
  profile: OwnProfile,
  audience: OrganisationGroup,
  outlook: Outlook | null,
): MissingItem[] {
  const applies = audience !== "prime";
  return [
    ...item(
      "sectors",
      profile.sectors.length === 0,
      applies
        ? "Choose your sectors: then the opportunities in them that you qualify for stand on your desk."
        : "Choose your sectors: readers of your profile see what you work on.",
      partPath("about"),
    ),
    ...(outlook ? [...certificateItem(profile, outlook), ...statementItems(profile, outlook)] : []),
    ...item(
      "about",
      profile.about.trim() === "",
      applies
        ? "Say what your organisation makes: posters read it beside your expression of interest."
        : "Say what your organisation does: applicants read it before they write to you.",
      partPath("about"),
    ),
    ...(outlook ? capabilityItems(profile, outlook) : []),
    ...(applies ? identifierItem(profile) : []),
    ...item("city", profile.city.trim() === "", "Add your city.", partPath("about")),
    ...item("website", profile.website.trim() === "", "Add your website.", partPath("about")),
  ];
}
