import { Readable } from "node:stream";
import { db } from "#app/core/db.server.ts";
import { storeFile } from "#app/core/files.server.ts";
import { makeToken } from "#app/core/session.server.ts";
import { signAddress } from "#app/core/signed-address.server.ts";
import { hashPassword } from "#app/domain/accounts/password.server.ts";
import type { DisclosureLevel } from "#app/core/reference/terms.ts";
import { makeAgreement, makeGrant, makeNdaText } from "#tests/factories/agreements.ts";
import {
  inDays,
  makeCertificate,
  makeEvidence,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  makeUser,
  signIn,
} from "#tests/factories/factories.ts";
import { indexPending } from "#search/indexer.server.ts";
import { makeInvoice } from "#tests/integration/access-matrix/invoices.ts";
import { makePurchases } from "#tests/integration/access-matrix/purchases.ts";
import { makeConversation } from "#tests/integration/access-matrix/conversation.ts";
import { MARKERS, type ActorName, type MarkerName } from "#tests/integration/access-matrix/markers.ts";

export type World = {
  /** Values of a Cookie header; none for anonymous. */
  cookies: Record<ActorName, string | undefined>;
  /** What stands in for `{name}` in addresses and forms. */
  objects: Record<string, string>;
};

/** Everybody's password. */
export const PASSWORD = "eleven red kites over the mill";
const passwordHash = await hashPassword(PASSWORD);

const text = (marker: MarkerName) => MARKERS[marker].text;
const addressOf = (name: string, marker: MarkerName) => ({ email: name + text(marker) });

const person = (name: string, marker: MarkerName) => ({ ...addressOf(name, marker), passwordHash });

async function makeDocument(
  opportunityId: string,
  disclosure: DisclosureLevel,
  content: string,
  name = "paper.txt",
) {
  const file = await storeFile(Readable.from([content]), { maxBytes: 1_000 });
  const document = await db.document.create({
    data: { ...file, opportunityId, disclosure, name, mediaType: "text/plain" },
  });
  return document.id;
}

async function makeOpportunities(prime: string, foreign: string) {
  const own = { organisationId: prime };
  const [published, draft, held, closed, archived, indian, theirPublished, theirDraft] = await Promise.all([
    makeOpportunity({ ...own, externalReference: text("ownKey") }),
    makeOpportunity({ ...own, status: "draft", title: text("draft"), description: text("draft") }),
    makeOpportunity({ ...own, status: "on_hold", title: text("heldTitle"), advantages: text("held") }),
    makeOpportunity({
      ...own,
      status: "closed",
      closedAt: new Date(),
      events: { create: { type: "closed", toStatus: "closed", reason: text("history") } },
    }),
    makeOpportunity({ ...own, status: "archived", title: text("archived"), closedAt: new Date() }),
    makeOpportunity({ ...own, release: "india_only", title: "Sonar dome of glass fibre" }),
    makeOpportunity({ organisationId: foreign, title: "Cold spray repair of turbine blades" }),
    makeOpportunity({ organisationId: foreign, status: "draft", title: text("theirDraft") }),
  ]);
  return { published, draft, held, closed, archived, indian, theirPublished, theirDraft };
}

async function makeInterests(applicant: string, at: Record<"published" | "held" | "closed", { id: string }>) {
  const by = { organisationId: applicant };
  const [sent, declined, unsent] = await Promise.all([
    makeInterest({
      ...by,
      opportunityId: at.published.id,
      message: text("message"),
      capabilityStatement: text("capability"),
    }),
    makeInterest({
      ...by,
      opportunityId: at.closed.id,
      status: "declined",
      declineReason: text("declineReason"),
      firstAnsweredAt: inDays(0),
    }),
    makeInterest({ ...by, opportunityId: at.held.id, status: "draft", message: text("interestDraft") }),
  ]);
  const expected = { amountMinor: 987_654_321n, currency: "INR", probabilityPercent: 40 };
  await db.leadValue.create({ data: { ...expected, interestId: sent.id, version: 1 } });
  return { sent: sent.id, declined: declined.id, unsent: unsent.id };
}

/** One agreement in force on the first text, with a grant; one invitation to the second; and an EoI that could be invited. */
async function makeNda(primeId: string, applicantId: string, indian: { id: string }) {
  const { id: signedAgreement } = await makeAgreement({ primeId, applicantId });
  const newest = await makeNdaText({ organisationId: primeId, version: 2, body: text("ndaBody") });
  const invited = await makeAgreement({ primeId, applicantId, status: "invited" });
  const pair = { opportunityId: indian.id, organisationId: applicantId };
  await makeGrant(pair);
  const shortlisted = await makeInterest({ ...pair, status: "shortlisted", firstAnsweredAt: inDays(0) });
  return {
    signedAgreement,
    invitedAgreement: invited.id,
    newestText: newest.id,
    applicantId,
    shortlisted: shortlisted.id,
  };
}

async function makeImports(organisationId: string) {
  const csv = `Name,Abstract\n${text("importRow")},A summary.\n`;
  const { storageKey } = await storeFile(Readable.from([csv]), { maxBytes: 1_000 });
  const data = {
    organisationId,
    fileName: `${text("importFile")}.csv`,
    mapping: { title: "Name", summary: "Abstract" },
  };
  const [uploaded, finished] = await Promise.all([
    db.importRun.create({ data: { ...data, storageKey } }),
    db.importRun.create({
      data: {
        ...data,
        status: "finished",
        processedRows: 1,
        rejectedRows: 1,
        rows: {
          create: {
            line: 2,
            outcome: "rejected",
            title: text("importRow"),
            problems: [{ column: "Name", reason: text("importRow"), remedy: "Shorten it." }],
          },
        },
      },
    }),
  ]);
  return { import: uploaded.id, report: finished.id };
}

async function makeCertificates(poster: string, applicant: string) {
  const handedIn = { status: "evidence_attached", handedInAt: new Date() } as const;
  const [certificate, theirCertificate] = await Promise.all([
    makeCertificate({ organisationId: poster, number: text("certificate"), ...handedIn }),
    makeCertificate({ organisationId: applicant, number: text("theirCertificate"), ...handedIn }),
  ]);
  const [evidence, theirEvidence, removedEvidence] = [
    await makeEvidence(certificate, text("evidence")),
    await makeEvidence(theirCertificate, text("theirEvidence")),
    await makeEvidence(theirCertificate, text("theirEvidence"), { removedAt: new Date() }),
  ];
  return {
    certificate: certificate.id,
    theirCertificate: theirCertificate.id,
    evidence: evidence.id,
    theirEvidence: theirEvidence.id,
    removedEvidence: removedEvidence.id,
  };
}

/** Addresses of the applicant's evidence that were signed for others: one may use it, one has no business there. */
function signedLinks({ theirEvidence }: { theirEvidence: string }, ownerId: string, foreignId: string) {
  const link = (userId: string) => signAddress(`/evidence/${theirEvidence}`, userId, 60);
  return { ownersLink: link(ownerId), foreignLink: link(foreignId) };
}

async function makeLinks(organisationId: string, invitedById: string) {
  const forgetful = await makeUser({ ...addressOf("lost", "forgetfulAddress"), emailVerifiedAt: null });
  const [invitation, msmeInvitation, reset, confirmation] = [
    makeToken(),
    makeToken(),
    makeToken(),
    makeToken(),
  ];
  const offer = { organisationId, invitedById, expiresAt: inDays(3) };
  const link = { userId: forgetful.id, expiresAt: inDays(1) };
  const { id } = await db.invitation.create({
    data: {
      ...offer,
      ...addressOf("new", "invitedAddress"),
      role: "editor",
      tokenHash: invitation.tokenHash,
    },
  });
  await db.invitation.create({
    data: {
      ...offer,
      ...addressOf("msme", "msmeAddress"),
      role: "editor",
      tokenHash: msmeInvitation.tokenHash,
    },
  });
  await db.emailToken.createMany({
    data: [
      { ...link, purpose: "reset_password", tokenHash: reset.tokenHash },
      { ...link, purpose: "confirm_email", tokenHash: confirmation.tokenHash },
    ],
  });
  return {
    invitationId: id,
    invitation: invitation.token,
    msmeInvitation: msmeInvitation.token,
    reset: reset.token,
    confirmation: confirmation.token,
  };
}

async function makeSavedSearch(owner: { userId: string; organisationId: string }) {
  const { token, tokenHash } = makeToken();
  const { id } = await db.savedSearch.create({
    data: {
      ...owner,
      name: text("savedSearch"),
      query: "q=lattice",
      queryHash: tokenHash,
      frequency: "daily",
      unsubscribeTokens: { create: { tokenHash } },
    },
  });
  return { savedSearch: id, unsubscription: token };
}

async function makePeople() {
  const kinds = {
    prime: { name: "Kaveri Sensors", kind: "research_body" },
    foreign: { name: "Narmada Heavy", kind: "large_industry" },
    msme: { name: "Tapti Tools", kind: "msme" },
    partner: { name: "Isar Optik", kind: "foreign_industry", country: "DE" },
    applicant: { name: "Mahanadi Microwave", kind: "msme" },
  } as const;
  const [prime, foreign, msme, partner, applicant] = await Promise.all(
    Object.values(kinds).map((fields) => makeOrganisation(fields)),
  );
  const people = {
    owner: await makeMember(prime!.id, "owner", person("owner", "posterAddress")),
    editor: await makeMember(prime!.id, "editor", person("editor", "posterAddress")),
    viewer: await makeMember(prime!.id, "viewer", person("viewer", "posterAddress")),
    foreign: await makeMember(foreign!.id, "owner", person("foreign", "foreignAddress")),
    msme: await makeMember(msme!.id, "owner", person("msme", "msmeAddress")),
    partner: await makeMember(partner!.id, "owner", person("partner", "partnerAddress")),
    applicant: await makeMember(applicant!.id, "owner", person("applicant", "applicantAddress")),
    moderator: await makeUser({ ...person("moderator", "moderatorAddress"), isModerator: true }),
  };
  return { people, prime: prime!, foreign: foreign!, applicant: applicant! };
}

/** Fills the database with one of everything, of two posters and one applicant, and indexes it. */
export async function makeWorld(): Promise<World> {
  const { people, prime, foreign, applicant } = await makePeople();
  const { published, draft, indian, ...rest } = await makeOpportunities(prime.id, foreign.id);
  const documents = {
    publicDocument: await makeDocument(published.id, "public", "A leaflet."),
    registeredDocument: await makeDocument(published.id, "registered", text("registered")),
    ndaDocument: await makeDocument(published.id, "on_nda", text("onNda")),
    indianDocument: await makeDocument(indian.id, "registered", text("indian")),
    grantedDocument: await makeDocument(indian.id, "on_nda", text("granted")),
    draftDocument: await makeDocument(
      draft.id,
      "public",
      text("draftDocument"),
      `${text("draftDocument")}.txt`,
    ),
  };
  const references = Object.entries({ published, draft, indian, ...rest }).map(([name, { reference }]) => [
    name,
    reference,
  ]);
  const cookies: World["cookies"] = { anonymous: undefined } as World["cookies"];
  for (const [name, person] of Object.entries(people)) cookies[name as ActorName] = await signIn(person);
  await indexPending("postgres");
  const certificates = await makeCertificates(prime.id, applicant.id);
  const interests = await makeInterests(applicant.id, { published, ...rest });
  const talk = await makeConversation({
    interestId: interests.sent,
    applicantId: people.applicant.id,
    ownerId: people.owner.id,
    editorId: people.editor.id,
    organisationId: prime.id,
  });
  const purchases = await makePurchases(prime.id);
  const ownerSession = await db.session.findFirstOrThrow({ where: { userId: people.owner.id } });
  return {
    cookies,
    objects: {
      ...(Object.fromEntries(references) as Record<string, string>),
      ...documents,
      ...interests,
      ...(await makeNda(prime.id, applicant.id, indian)),
      documentLink: signAddress(`/documents/${documents.grantedDocument}`, people.owner.id, 60),
      endedDocumentLink: signAddress(`/documents/${documents.grantedDocument}`, people.owner.id, -1),
      ...talk,
      ...purchases,
      ...(await makeInvoice(purchases.pack)),
      ...(await makeImports(prime.id)),
      ...(await makeSavedSearch({ userId: people.owner.id, organisationId: prime.id })),
      ...certificates,
      ...signedLinks(certificates, people.owner.id, people.foreign.id),
      ...(await makeLinks(prime.id, people.owner.id)),
      organisation: prime.slug,
      organisationId: prime.id,
      editorId: people.editor.id,
      ownerSessionId: ownerSession.id,
      nobody: "0195f3c0-0000-4000-8000-000000000000",
    },
  };
}
