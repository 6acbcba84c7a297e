import type { Requirements } from "#app/core/requirements.ts";
import { assessor, type Assessment, type Finding, type Verdict } from "#app/domain/eligibility/assess.ts";
import type { CalendarDate } from "#app/domain/eligibility/calendar.ts";
import { bestByStandard, holdingsOf } from "#app/domain/eligibility/holdings.ts";
import type { CapabilityProfile } from "#app/domain/eligibility/profile.ts";
import {
  isMendable,
  keyOf,
  mends,
  remediesFor,
  withRemedy,
  type Remedy,
} from "#app/domain/eligibility/remedies.ts";

/** Requirements and how many open opportunities have exactly these. */
export type Asked = {
  requirements: Requirements;
  opportunities: number;
  /** How many of these ask for past supplies, which no machine compares. */
  askingForSupplies: number;
};

/** What an organisation may state and has not. */
export const STATEMENTS = ["founded_year", "turnover", "enterprise_class", "industrial_licence"] as const;
export type Statement = (typeof STATEMENTS)[number];

/** One remedy, or several together, and how many open opportunities they turn into `qualifies`. */
export type Opening = { remedies: Remedy[]; opens: number };

/** Where an organisation stands with all that is open, and what would change it. */
export type Outlook = {
  total: number;
  verdicts: Record<Verdict, number>;
  /** What single remedies open, the most first. */
  singles: Opening[];
  /** What two open together where neither does alone, the most first. */
  pairs: Opening[];
  /** For each thing that is not stated: how many ask for it, and for how many nothing else stands in the way. */
  statements: Record<Statement, { asks: number; alone: number }>;
  /** How many require a certificate, whichever it is. */
  askingForCertificates: number;
  askingForSupplies: number;
};

const isLacking = ({ level, outcome }: Finding) => level === "required" && outcome !== "met";

/** What would have to be stated for a finding to be known; null when it is known, or in another currency. */
export function statementOf(finding: Finding): Statement | null {
  if (finding.outcome !== "unknown") return null;
  if (finding.about === "years") return "founded_year";
  if (finding.about === "enterprise_class" || finding.about === "partner_kind") return "enterprise_class";
  if (finding.about === "turnover") return finding.yours === null ? "turnover" : null;
  return finding.about === "industrial_licence" ? "industrial_licence" : null;
}

type Judge = (requirements: Requirements) => Assessment;

/** Judges for the profile with remedies, each made once. */
function judgesOf(profile: CapabilityProfile, on: CalendarDate): (remedies: readonly Remedy[]) => Judge {
  const judges = new Map<string, Judge>();
  return (remedies) => {
    const key = remedies.map(keyOf).join(" ");
    const judge = judges.get(key) ?? assessor(remedies.reduce(withRemedy, profile), on);
    judges.set(key, judge);
    return judge;
  };
}

/** Whether these remedies together turn an answer into `qualifies`. Pure. */
export function openedBy(
  profile: CapabilityProfile,
  on: CalendarDate,
  remedies: readonly Remedy[],
): (requirements: Requirements) => boolean {
  const before = assessor(profile, on);
  const after = assessor(remedies.reduce(withRemedy, profile), on);
  return (asked) => before(asked).verdict !== "qualifies" && after(asked).verdict === "qualifies";
}

/** All remedies of an organisation in face of what is asked. */
export function remediesAgainst(
  market: readonly Pick<Asked, "requirements">[],
  profile: CapabilityProfile,
  on: CalendarDate,
): Remedy[] {
  const codes = new Set(market.flatMap(({ requirements }) => requirements.certifications));
  const covered = holdingsOf(profile.certificates, on, profile.rules?.certifications);
  return remediesFor(profile, bestByStandard(profile.certificates, on), covered, codes);
}

class Tally {
  readonly #openings = new Map<string, Opening>();

  add(remedies: Remedy[], opportunities: number): void {
    const inOrder = remedies.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const key = inOrder.map(keyOf).join(" ");
    const opening = this.#openings.get(key) ?? { remedies: inOrder, opens: 0 };
    opening.opens += opportunities;
    this.#openings.set(key, opening);
  }

  /** The most first; among equals what the organisation had already, then by name. */
  ranked(): Opening[] {
    const effort = ({ remedies }: Opening) =>
      remedies.filter((remedy) => remedy.kind !== "certificate" || remedy.own === null).length;
    const name = ({ remedies }: Opening) => remedies.map(keyOf).join(" ");
    return [...this.#openings.values()].sort(
      (a, b) => b.opens - a.opens || effort(a) - effort(b) || (name(a) < name(b) ? -1 : 1),
    );
  }
}

/**
 * The pairs that mend all that is lacking: one mends the first thing lacking, the other whatever is left then.
 */
function pairsFor(lacking: readonly Finding[], firsts: Remedy[], remedies: Remedy[]): Remedy[][] {
  const pairs = new Map<string, Remedy[]>();
  for (const first of firsts) {
    const left = lacking.filter((finding) => !mends(first, finding));
    for (const second of remedies.filter((each) => left.every((finding) => mends(each, finding)))) {
      const pair = [first, second].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      pairs.set(pair.map(keyOf).join(" "), pair);
    }
  }
  return [...pairs.values()];
}

type Counts = Omit<Outlook, "singles" | "pairs">;

const nothingCounted = (): Counts => ({
  total: 0,
  verdicts: { qualifies: 0, qualifies_with_gaps: 0, does_not_qualify: 0 },
  statements: Object.fromEntries(
    STATEMENTS.map((statement) => [statement, { asks: 0, alone: 0 }]),
  ) as Counts["statements"],
  askingForCertificates: 0,
  askingForSupplies: 0,
});

function count(counts: Counts, asked: Asked, verdict: Verdict, lacking: Finding[]): void {
  const { requirements, opportunities } = asked;
  counts.total += opportunities;
  counts.verdicts[verdict] += opportunities;
  counts.askingForSupplies += asked.askingForSupplies;
  if (requirements.certifications.length > 0) counts.askingForCertificates += opportunities;
  const missing = new Set(lacking.map(statementOf));
  for (const statement of missing) {
    if (statement === null) continue;
    counts.statements[statement].asks += opportunities;
    if (missing.size === 1) counts.statements[statement].alone += opportunities;
  }
}

/**
 * Where an organisation stands with everything that is open, and what each single remedy, or two together, would
 * turn into `qualifies`: found by `assess` itself on the profile as it would be. Pure.
 * @param on the day it is for the organisation
 */
export function outlookOf(market: readonly Asked[], profile: CapabilityProfile, on: CalendarDate): Outlook {
  const counts = nothingCounted();
  const [singles, pairs] = [new Tally(), new Tally()];
  const remedies = remediesAgainst(market, profile, on);
  const judgeWith = judgesOf(profile, on);
  const judge = judgeWith([]);
  for (const asked of market) {
    const { requirements, opportunities } = asked;
    const { verdict, findings } = judge(requirements);
    const lacking = findings.filter(isLacking);
    count(counts, asked, verdict, lacking);
    if (lacking.length === 0 || !lacking.every(isMendable)) continue;
    const firsts = remedies.filter((remedy) => mends(remedy, lacking[0]!));
    // What should help is tried out, so that nothing is promised that the engine itself would not say.
    const opens = (tried: Remedy[]) => judgeWith(tried)(requirements).verdict === "qualifies";
    const opening = firsts.filter(
      (remedy) => lacking.every((each) => mends(remedy, each)) && opens([remedy]),
    );
    for (const remedy of opening) singles.add([remedy], opportunities);
    if (opening.length > 0) continue;
    for (const pair of pairsFor(lacking, firsts, remedies)) if (opens(pair)) pairs.add(pair, opportunities);
  }
  return { ...counts, singles: singles.ranked(), pairs: pairs.ranked() };
}
