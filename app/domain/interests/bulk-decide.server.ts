import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { decideInterest } from "#app/domain/interests/decide-interest.server.ts";
import { declineText } from "#app/domain/interests/decline-reasons.server.ts";
import { decisionRefusal, receivedBy } from "#app/domain/interests/policy.ts";
import { INTEREST_TARGETS } from "#app/domain/interests/lifecycle.ts";
import type { BulkInput, Decision, MoveInput } from "#app/domain/interests/schema.ts";

export type ChosenInterest = { id: string; version: number; applicant: string; reference: string };
export type BulkReport = { done: ChosenInterest[]; refused: (ChosenInterest & { why: string })[] };

/** Those among the ticked rows that reached the actor's organisation, in the order in which they were ticked. */
export async function readChosen(actor: Actor, ticked: BulkInput["interest"]): Promise<ChosenInterest[]> {
  const rows = await db.interest.findMany({
    where: { AND: [receivedBy(actor), { id: { in: ticked.map(({ id }) => id) } }] },
    select: {
      id: true,
      organisation: { select: { name: true } },
      opportunity: { select: { reference: true } },
    },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const versions = new Map(ticked.map(({ id, version }) => [id, version]));
  return [...versions].flatMap(([id, version]) => {
    const row = byId.get(id);
    return row
      ? [{ id, version, applicant: row.organisation.name, reference: row.opportunity.reference }]
      : [];
  });
}

function decisionFor({ intent, reason, explanation }: BulkInput, version: number): Decision {
  return intent === "decline" ? { intent, version, reason, explanation } : { intent, version, note: "" };
}

/**
 * The same decision about up to 100 EoIs, each in a transaction of its own and with the version that its row showed:
 * what somebody else decided meanwhile is reported, not overrun. The same decision again changes and mails nothing.
 * @throws DomainError not_found when none of them is the actor's to decide; forbidden; invalid without a reason
 */
export async function decideInBulk(actor: Actor, input: BulkInput): Promise<BulkReport> {
  const chosen = await readChosen(actor, input.interest);
  if (chosen.length === 0) throw notFound("What you chose");
  const refusal = decisionRefusal(actor, "poster", INTEREST_TARGETS[input.intent]);
  if (refusal) throw new DomainError("forbidden", refusal);
  if (input.intent === "decline") await declineText(input.reason, input.explanation);
  const report: BulkReport = { done: [], refused: [] };
  for (const each of chosen)
    try {
      await decideInterest(actor, each.id, decisionFor(input, each.version));
      report.done.push(each);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      report.refused.push({ ...each, why: error.message });
    }
  return report;
}

/** Puts one EoI into another column of the desk. @throws DomainError, see changeStatus */
export async function moveInterest(
  actor: Actor,
  { interest: { id, version }, to }: MoveInput,
): Promise<void> {
  const common = { version, note: "" };
  if (to === "acknowledged") await decideInterest(actor, id, { intent: "acknowledge", ...common });
  else if (to === "shortlisted") await decideInterest(actor, id, { intent: "shortlist", ...common });
  else await decideInterest(actor, id, { intent: "advance", to, ...common });
}
