import { randomUUID } from "node:crypto";
import { db } from "#app/core/db.server.ts";
import type { InterestStatus } from "#app/core/reference/terms.ts";
import { readActor } from "#app/core/session.server.ts";
import { saveSearch } from "#app/domain/alerts/save-search.server.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";
import { makeNdaText } from "#tests/factories/agreements.ts";
import {
  makeCertificate,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  makeUser,
  signIn,
} from "#tests/factories/factories.ts";
import { pdfOf } from "#tests/fixtures/pdfs.ts";
import { bothPost, post } from "#tests/integration/crash-client.ts";

/** What was acknowledged, as the client remembers it. `tries`: a form without a key may have been carried out so often. */
export const ledger = {
  published: [] as string[],
  /** EoIs and the states that they went through, in this order. */
  histories: new Map<string, InterestStatus[]>(),
  drafts: new Map<string, string>(),
  signed: [] as { primeId: string; applicantId: string }[],
  conversations: new Map<string, { text: string; fileTries: number }[]>(),
  certificates: [] as { id: string; tries: number }[],
};

const TEXTS = {
  message: "We would make this module for two customers of ours.",
  capabilityStatement: "Clean room, two die bonders, a thermal test bench.",
  contactRole: "Head of production",
};

/** Two people of one organisation. */
async function makePair(organisationId: string): Promise<[string, string]> {
  const people = [await makeMember(organisationId), await makeMember(organisationId, "editor")];
  return (await Promise.all(people.map((each) => signIn(each, organisationId)))) as [string, string];
}

const moderators = async () =>
  (await Promise.all([1, 2].map(async () => signIn(await makeUser({ isModerator: true }))))) as [
    string,
    string,
  ];

/** Who is there before the traffic begins: a prime with an NDA, moderators, and a reader who hears of whatever is published. */
export async function makeCrashWorld() {
  const prime = await makeOrganisation({ kind: "research_body" });
  await makeNdaText({ organisationId: prime.id });
  const { reference } = await makeOpportunity({ organisationId: prime.id });
  const reader = await makeOrganisation();
  const actor = (await readActor(await signIn(await makeMember(reader.id), reader.id))) as Member;
  await saveSearch(actor, { query: "sector=defence-electronics", name: "All of it", frequency: "at_once" });
  return {
    primeId: prime.id,
    primes: await makePair(prime.id),
    moderators: await moderators(),
    reference,
    evidence: await pdfOf([{}]),
  };
}
export type CrashWorld = Awaited<ReturnType<typeof makeCrashWorld>>;

const fileForm =
  (name: string, content: BlobPart, fields: Record<string, string> = {}) =>
  () => {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append("file", new File([content], name));
    return form;
  };

async function publishOne({ primeId, primes }: CrashWorld): Promise<void> {
  const { reference, version } = await makeOpportunity({ organisationId: primeId, status: "draft" });
  const { place } = await post(primes[0], `/desk/opportunities/${reference}/edit/review`, {
    version: String(version),
  });
  if (!place.includes("done=publish")) throw new Error(`publishing led to ${place}`);
  ledger.published.push(reference);
}

/** Writes a draft, saves it over, and sends it, with a double click; gives its id. */
async function apply({ reference }: CrashWorld, { isSent = true } = {}) {
  const organisation = await makeOrganisation();
  const cookie = await signIn(await makeMember(organisation.id), organisation.id);
  const address = `/opportunities/${reference}/interest`;
  const message = `Draft ${randomUUID()}`;
  await post(cookie, address, { intent: "save", ...TEXTS, message: "Unfinished" });
  await post(cookie, `${address}/save`, { ...TEXTS, message });
  const { id } = await db.interest.findFirstOrThrow({ where: { organisationId: organisation.id } });
  if (!isSent) ledger.drafts.set(id, message);
  else {
    await bothPost([cookie, cookie], address, TEXTS);
    ledger.histories.set(id, ["submitted"]);
  }
  return { id, cookie, applicantId: organisation.id };
}

const versionOf = async (id: string) =>
  String((await db.interest.findUniqueOrThrow({ where: { id }, select: { version: true } })).version);

/** Both people of the prime take the same decision at once; `reached` are the states that it leads through. */
async function decide(
  { primes }: CrashWorld,
  id: string,
  fields: Record<string, string>,
  reached: InterestStatus[],
  page = "",
): Promise<void> {
  await bothPost(primes, `/desk/interests/${id}${page}`, { ...fields, version: await versionOf(id) });
  ledger.histories.get(id)!.push(...reached);
}

async function signTogether(world: CrashWorld): Promise<void> {
  const { primeId, primes } = world;
  const { id, cookie, applicantId } = await apply(world);
  if (Math.random() < 0.5) await decide(world, id, { intent: "shortlist" }, ["acknowledged", "shortlisted"]);
  else {
    await decide(world, id, { intent: "acknowledge", note: "Thank you." }, ["acknowledged"]);
    await decide(world, id, { intent: "shortlist" }, ["shortlisted"]);
  }
  await decide(world, id, { intent: "invite_nda" }, ["nda"], "/nda");
  const where = { primeId, applicantId };
  const { id: agreementId, textId } = await db.ndaAgreement.findFirstOrThrow({ where });
  const signature = { agreementId, textId, name: "Asha Verma", role: "Managing director", agrees: "on" };
  await bothPost([cookie, cookie], `/desk/interests/${id}/nda`, { intent: "accept_nda", ...signature });
  const countersignature = { intent: "countersign_nda", agreementId, name: "Meera Iyer" };
  await bothPost(primes, `/desk/interests/${id}/nda`, countersignature);
  ledger.signed.push(where);
  await decide(world, id, { intent: "advance", to: "in_discussion" }, ["in_discussion"]);
}

async function declineOne(world: CrashWorld): Promise<void> {
  const { id } = await apply(world);
  await decide(world, id, { intent: "decline", reason: "capacity", explanation: "" }, ["declined"]);
}

async function declineSeveral(world: CrashWorld): Promise<void> {
  const ids = await Promise.all([1, 2, 3].map(async () => (await apply(world)).id));
  const interest = await Promise.all(ids.map(async (id) => `${id}:${await versionOf(id)}`));
  const fields = { intent: "decline", interest, reason: "capacity", explanation: "Next year again." };
  for (const { page } of await bothPost(world.primes, "/desk/interests/bulk", fields))
    if (!page.includes("3 of 3 are now")) throw new Error(`declining several was answered with ${page}`);
  for (const id of ids) ledger.histories.get(id)!.push("declined");
}

/** Both sides write in turn, each message sent by a double click, now and then with a small file. */
async function converse(): Promise<void> {
  const prime = await makeOrganisation({ kind: "large_industry" });
  const applicant = await makeOrganisation();
  const { id: opportunityId } = await makeOpportunity({ organisationId: prime.id });
  const { id } = await makeInterest({ opportunityId, organisationId: applicant.id });
  const [poster] = await makePair(prime.id);
  const [writer] = await makePair(applicant.id);
  const page = `/desk/interests/${id}/messages`;
  const said: { text: string; fileTries: number }[] = [];
  ledger.conversations.set(id, said);
  for (let turn = 0; turn < 4; turn++) {
    const cookie = turn % 2 === 0 ? writer : poster;
    const text = `Message ${turn} ${randomUUID()}`;
    const isWithFile = turn === 1 || Math.random() < 0.2;
    const fileTries = isWithFile ? (await post(cookie, page, fileForm("note.txt", text))).tries : 0;
    await bothPost([cookie, cookie], page, { intent: "send", text, key: randomUUID() });
    said.push({ text, fileTries });
  }
}

async function certify({ moderators: deciding, evidence }: CrashWorld): Promise<void> {
  const organisation = await makeOrganisation();
  const cookie = await signIn(await makeMember(organisation.id), organisation.id);
  const { id } = await makeCertificate({ organisationId: organisation.id });
  const file = fileForm("certificate.pdf", new Uint8Array(evidence), { replaces: "on" });
  const { tries } = await post(cookie, `/desk/certificates/${id}`, file);
  const { version } = await db.certificate.findUniqueOrThrow({ where: { id } });
  await bothPost(deciding, `/moderation/certificates/${id}`, { intent: "verify", version: String(version) });
  ledger.certificates.push({ id, tries });
}

/** Everything that goes on at once. */
export const stories: ((world: CrashWorld) => Promise<unknown>)[] = [
  publishOne,
  signTogether,
  declineOne,
  declineSeveral,
  converse,
  certify,
  (world) => apply(world, { isSent: false }),
];
