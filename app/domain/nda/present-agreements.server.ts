import { createHash } from "node:crypto";
import type { Actor } from "#app/core/actor.ts";
import { renderMarkdown } from "#app/core/markdown.server.ts";
import { decisionRefusal } from "#app/domain/interests/policy.ts";
import { isOpen } from "#app/domain/interests/lifecycle.ts";
import { isBeingSigned, NDA_STATUSES } from "#app/domain/nda/lifecycle.ts";
import { signingRefusal } from "#app/domain/nda/policy.ts";
import { readInterestAgreements, type AgreementFacts } from "#app/domain/nda/queries.server.ts";

/** SHA-256 of title and body as they are kept, in hex: tells whether two copies are of the same text. */
export function textHash({ title, body }: { title: string; body: string }): string {
  return createHash("sha256").update(`${title}\n\n${body}`).digest("hex");
}

function present(agreement: AgreementFacts) {
  const { text, acceptedUserAgent: _browser, prime: _prime, applicant: _applicant, ...facts } = agreement;
  return {
    ...facts,
    version: text.version,
    title: text.title,
    hash: textHash(text),
    label: NDA_STATUSES[agreement.status].label,
    invitedAt: agreement.invitedAt.toISOString(),
    acceptedAt: agreement.acceptedAt?.toISOString() ?? null,
    countersignedAt: agreement.countersignedAt?.toISOString() ?? null,
    endedAt: agreement.endedAt?.toISOString() ?? null,
  };
}
export type PresentedAgreement = ReturnType<typeof present>;

/** What comes next, said to the side that asks. */
function nextSentence({ interest, side, agreements, newest }: Read): string {
  const poster = interest.opportunity.organisation.name;
  const applicant = interest.organisation.name;
  const current = agreements.find(({ status }) => isBeingSigned(status));
  if (current?.status === "invited")
    return side === "applicant"
      ? `${poster} asks your organisation to accept this agreement. Read it, then sign below.`
      : `${applicant} has been asked to accept version ${current.text.version}. You countersign when it has.`;
  if (current?.status === "accepted")
    return side === "poster"
      ? `${applicant} has accepted. Countersign, and the confidential documents open to it.`
      : `You have accepted. ${poster} countersigns next, and we write to you then.`;
  if (agreements.some(({ status }) => status === "countersigned"))
    return side === "poster"
      ? "The agreement is in force. You can see who views and downloads your confidential documents, and when."
      : `The agreement is in force. ${poster} can see when you view or download a confidential document.`;
  if (interest.status === "shortlisted" && side === "poster")
    return newest
      ? `Invite ${applicant} to sign version ${newest.version} of your NDA. Until then your confidential documents stay closed to it.`
      : "Your organisation has published no NDA yet. Write it first, then invite the applicant.";
  return side === "poster"
    ? "No agreement is in force with this applicant."
    : `There is no agreement with ${poster} yet. It invites you once it wants to show you more.`;
}
type Read = Awaited<ReturnType<typeof readInterestAgreements>>;

/** What the side that asks may do now. */
function movesOf(actor: Actor, { interest, side, agreements, newest }: Read) {
  const none = { invite: false, inviteAgain: false, accept: false, countersign: false, revoke: false };
  if (side === null || signingRefusal(actor)) return none;
  const current = agreements.find(({ status }) => isBeingSigned(status));
  const inForce = agreements.find(({ status }) => status === "countersigned");
  const isPoster = side === "poster";
  const isFar = !["submitted", "acknowledged", "shortlisted"].includes(interest.status);
  return {
    invite: isPoster && interest.status === "shortlisted" && newest !== null,
    inviteAgain:
      isPoster &&
      isFar &&
      (isOpen(interest.status) || interest.status === "concluded") &&
      !current &&
      newest !== null &&
      inForce?.textId !== newest.id,
    accept: side === "applicant" && current?.status === "invited",
    countersign: isPoster && current?.status === "accepted",
    revoke: isPoster && Boolean(current ?? inForce),
  };
}

/** The NDA page of one EoI, for whichever side asks. @throws DomainError not_found */
export async function presentAgreements(actor: Actor, interestId: string) {
  const read = await readInterestAgreements(actor, interestId);
  const { interest, side, agreements, isGranted } = read;
  const current =
    agreements.find(({ status }) => isBeingSigned(status)) ??
    agreements.find(({ status }) => status === "countersigned") ??
    agreements[0];
  return {
    id: interest.id,
    status: interest.status,
    version: interest.version,
    side,
    reference: interest.opportunity.reference,
    title: interest.opportunity.title,
    poster: interest.opportunity.organisation.name,
    applicant: interest.organisation.name,
    hasText: read.newest !== null,
    isGranted,
    next: nextSentence(read),
    moves: movesOf(actor, read),
    refusal: side === null ? null : (signingRefusal(actor) ?? decisionRefusalOf(actor, side)),
    current: current ? { ...present(current), html: renderMarkdown(current.text.body) } : null,
    earlier: agreements.filter((each) => each.id !== current?.id).map(present),
  };
}

const decisionRefusalOf = (actor: Actor, side: NonNullable<Read["side"]>) =>
  decisionRefusal(actor, side, side === "poster" ? "nda" : "withdrawn");
