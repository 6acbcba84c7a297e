import type { Actor } from "#app/core/actor.ts";
import { countryText, dateText, listText } from "#app/core/formats.ts";
import { renderMarkdown } from "#app/core/markdown.server.ts";
import type { FdiRules } from "#app/core/reference/fdi.ts";
import type { ReleaseRules } from "#app/core/reference/release-rules.ts";
import { sectorLabel } from "#app/core/reference/sectors.ts";
import {
  DEVELOPMENT_STAGES,
  DISCLOSURE_LEVELS,
  EXPORT_REGIMES,
  IPR_STATUSES,
  OPPORTUNITY_KINDS,
  ORGANISATION_KINDS,
  RELEASE_CLASSES,
  VERIFICATION_STATUSES,
  type DisclosureLevel,
} from "#app/core/reference/terms.ts";
import { trlSentence, type Trl } from "#app/core/reference/trl.ts";
import { documentBar, type NdaStanding } from "#app/domain/documents/policy.ts";
import { requirementSentences } from "#app/domain/interests/requirements.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import type { PageRow } from "#app/domain/opportunities/queries.server.ts";
import { admissionSentence, releaseBar, releaseRefusalText } from "#app/domain/opportunities/release.ts";
import { termsOf, type TermRow } from "#app/domain/opportunities/present-terms.ts";

/** An opportunity written for a reader's locale: what its page and its preview show. */
export type PublicOpportunity = ReturnType<typeof presentOpportunity> & {
  documents: ReturnType<typeof presentDocuments>;
};

const paragraphs = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map((each) => each.trim())
    .filter(Boolean);

function trlOf({ trlCurrent, trlTarget, trlEvidence }: PageRow) {
  const sentence = (level: number | null) =>
    level === null ? null : { level, sentence: trlSentence(level as Trl) };
  return { current: sentence(trlCurrent), target: sentence(trlTarget), evidence: trlEvidence };
}

type Patent = { number?: string; country?: string; expiresOn?: string };

function patentTexts(patents: unknown, locale: string): string[] {
  return ((patents ?? []) as Patent[]).map(({ number = "", country = "", expiresOn }) => {
    const where = country ? ` (${countryText(country)})` : "";
    return `${number}${where}${expiresOn ? `, in force until ${dateText(expiresOn, locale)}` : ""}`;
  });
}

/** What the release class means for who reads it: whom it admits, and which countries nothing goes to. */
function releaseOf(row: PageRow, rules?: ReleaseRules) {
  const { release, exportRegime, exportClassification } = row;
  const regime = EXPORT_REGIMES[exportRegime];
  const embargoed = (rules?.embargoedCountries ?? [])
    .map(countryText)
    .sort((a, b) => a.localeCompare(b, "en"));
  return {
    isOpen: release === "anyone",
    label: RELEASE_CLASSES[release].label,
    meaning: admissionSentence(row, rules),
    control:
      exportRegime === "none"
        ? ""
        : `${regime.label}${exportClassification ? `, ${exportClassification}` : ""}. ${regime.explanation}`,
    embargo: embargoed.length > 0 ? `Nothing but public text goes to ${listText(embargoed)}.` : "",
  };
}

const HISTORY_WORDS: Record<string, string> = {
  published: "Published",
  resumed: "Published again",
  renewed: "Renewed",
  closed: "Closed",
  expired: "Expired",
};

function keyFacts(row: PageRow, locale: string): TermRow[] {
  const stage = row.developmentStage && DEVELOPMENT_STAGES[row.developmentStage].label;
  const sector = [row.sector, row.subSector].filter((code) => code !== null).map(sectorLabel);
  const patents = patentTexts(row.patents, locale);
  const facts: [string, string | null][] = [
    ["Sector", sector.join(" › ")],
    ["Stage of development", stage],
    ["Rights (IPR)", row.iprStatus && IPR_STATUSES[row.iprStatus].label],
    [patents.length === 1 ? "Patent" : "Patents", patents.join("; ")],
    ["Keywords", row.keywords.join(", ")],
  ];
  return facts.flatMap(([term, value]) => (value ? [{ term, value }] : []));
}

/** Past its own time, whether or not the job that says so has run. */
function isOver(row: PageRow): boolean {
  const now = Date.now();
  return [row.expiresAt, row.interestDeadline].some((end) => end !== null && end.getTime() <= now);
}

function organisationOf({ organisation }: PageRow) {
  return {
    slug: organisation.slug,
    name: organisation.name,
    kind: ORGANISATION_KINDS[organisation.kind].label,
    country: countryText(organisation.country),
    isVerified: organisation.verification === "verified",
    verification: VERIFICATION_STATUSES[organisation.verification].label,
  };
}

function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

type PaperRow = Pick<PageRow["documents"][number], "id" | "name" | "sizeBytes" | "disclosure">;

function presentDocument(
  { id, name, sizeBytes, disclosure }: PaperRow,
  actor: Actor,
  row: PageRow,
  standing: NdaStanding,
  rules?: ReleaseRules,
) {
  const bar = documentBar(actor, disclosure, row, standing, rules);
  return {
    id,
    name,
    size: sizeText(Number(sizeBytes)),
    disclosure,
    level: DISCLOSURE_LEVELS[disclosure].label,
    explanation: DISCLOSURE_LEVELS[disclosure].explanation,
    bar,
    refusal: bar === "release" ? documentRefusal(actor, row, rules) : "",
  };
}

/** Why a document is not released to the organisation that somebody acts for. */
function documentRefusal(actor: Actor, row: PageRow, rules?: ReleaseRules): string {
  const organisation = actor.kind === "person" ? actor.organisation : null;
  const bar = organisation && releaseBar(organisation, row, rules);
  return organisation && bar
    ? releaseRefusalText(bar, organisation, row, "receive this document", rules)
    : "";
}

/** "3 documents: PDF, XLSX": how many there are and of which kinds, without what they are called. */
function summaryOf(documents: PaperRow[], disclosure: DisclosureLevel): PaperRow {
  const kinds = new Set(documents.map(({ name }) => name.split(".").at(-1)!.toUpperCase()));
  const number = documents.length === 1 ? "1 document" : `${documents.length} documents`;
  return {
    id: disclosure,
    name: `${number}: ${[...kinds].sort().join(", ")}`,
    sizeBytes: documents.reduce((total, { sizeBytes }) => total + sizeBytes, 0n),
    disclosure,
  };
}

/**
 * The documents as this reader may have them; a name can tell what is not public, so who is not signed in is told of
 * those by number and kind. Only this part of an opportunity depends on who reads.
 */
export function presentDocuments(row: PageRow, actor: Actor, standing: NdaStanding, rules?: ReleaseRules) {
  const isNamed = ({ disclosure }: PaperRow) => actor.kind !== "anonymous" || disclosure === "public";
  const named: PaperRow[] = row.documents.filter(isNamed);
  const summaries = (["registered", "on_nda"] as const).flatMap((level) => {
    const unnamed = row.documents.filter((each) => !isNamed(each) && each.disclosure === level);
    return unnamed.length === 0 ? [] : [summaryOf(unnamed, level)];
  });
  return [...named, ...summaries].map((document) => presentDocument(document, actor, row, standing, rules));
}

/**
 * Writes a row for every reader of a locale. Pure but for the clock.
 * @param rules as they hold now: readReferences; without them, those the product begins with
 */
export function presentOpportunity(
  row: PageRow,
  locale: string,
  rules: { fdi?: FdiRules; release?: ReleaseRules } = {},
) {
  return {
    reference: row.reference,
    path: opportunityPath(row),
    kind: row.kind,
    kindLabel: OPPORTUNITY_KINDS[row.kind].label,
    status: row.status,
    isOpen: row.status === "published" && !isOver(row),
    title: row.title,
    summary: row.summary,
    organisation: organisationOf(row),
    trl: trlOf(row),
    facts: keyFacts(row, locale),
    advantages: paragraphs(row.advantages),
    applications: paragraphs(row.applications),
    descriptionHtml: renderMarkdown(row.description),
    terms: termsOf(row, locale, rules.fdi),
    callUrl: /^https?:\/\//.test(row.callUrl) ? row.callUrl : "",
    needs: requirementSentences(row, locale),
    release: releaseOf(row, rules.release),
    contactRole: row.contactRole,
    publishedOn: row.publishedAt && dateText(row.publishedAt.toISOString(), locale),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    closesOn: closingDate(row, locale),
    closesAt: closingTime(row)?.toISOString() ?? null,
    history: row.events.map(({ type, createdAt }) => ({
      what: HISTORY_WORDS[type] ?? type,
      on: dateText(createdAt.toISOString(), locale),
    })),
    sector: row.sector,
  };
}

function closingTime({ expiresAt, interestDeadline }: PageRow): Date | null {
  const ends = [expiresAt, interestDeadline].filter((end) => end !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime())));
}

function closingDate(row: PageRow, locale: string): string | null {
  const end = closingTime(row);
  return end && dateText(end.toISOString(), locale);
}
