import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import PostalMime from "postal-mime";
import type { ActingOrganisation, Person } from "#app/core/actor.ts";
import { config } from "#app/core/config.server.ts";
import { db } from "#app/core/db.server.ts";
import { storeFile } from "#app/core/files.server.ts";
import { readActor } from "#app/core/session.server.ts";
import type { MemberRole } from "#app/core/reference/terms.ts";
import { attachFile } from "#app/domain/messages/keep-draft.server.ts";
import { sendMessage, type NewMessage } from "#app/domain/messages/send-message.server.ts";
import { mailSchema, type Mail } from "#app/jobs/catalogue.ts";
import { handlers } from "#app/jobs/handlers.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import {
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";

export type Member = Person & { organisation: ActingOrganisation };

/** A person of an organisation, as a request would know them. */
export async function member(
  organisationId: string,
  role: MemberRole = "owner",
  fields: Partial<Prisma.UserUncheckedCreateInput> = {},
) {
  const cookie = await signIn(await makeMember(organisationId, role, fields));
  return { cookie, actor: (await readActor(cookie)) as Member };
}

/** An EoI that was sent, with an owner on each side. */
export async function makeConversation(fields: Partial<Prisma.InterestUncheckedCreateInput> = {}) {
  const prime = await makeOrganisation({ kind: "large_industry" });
  const msme = await makeOrganisation();
  const opportunity = await makeOpportunity({ organisationId: prime.id });
  const { id } = await makeInterest({ opportunityId: opportunity.id, organisationId: msme.id, ...fields });
  const [poster, applicant] = [await member(prime.id), await member(msme.id)];
  return {
    id,
    prime,
    msme,
    opportunity,
    poster: poster.actor,
    applicant: applicant.actor,
    cookies: { poster: poster.cookie, applicant: applicant.cookie },
  };
}
export type Conversation = Awaited<ReturnType<typeof makeConversation>>;

/** Sends a message as a form would, under a key of its own unless one is given. */
export function say(actor: Person, interestId: string, text: string, more: Partial<NewMessage> = {}) {
  return sendMessage(actor, { interestId, text, key: randomUUID(), ...more });
}

/** Puts a file of plain text to a person's draft. */
export async function attach(actor: Person, interestId: string, content: string, fileName = "note.txt") {
  const stored = await storeFile(Readable.from([content]), { maxBytes: 20_000_000 });
  await attachFile(actor, interestId, { fileName, ...stored });
}

export const texts = async (interestId: string) =>
  (
    await db.message.findMany({ where: { interestId }, orderBy: { position: "asc" }, select: { text: true } })
  ).map(({ text }) => text);

export type QueuedMail = { jobId: string; mail: Mail };

/** Mails of a template that wait for a person. */
export async function queuedMails(userId: string, template = "new_messages"): Promise<QueuedMail[]> {
  const rows = await db.$queryRaw<{ id: string; payload: unknown }[]>`
    select j.id::text as id, j.payload from graphile_worker._private_jobs j
      left join message_mail x on x.id::text = j.payload ->> 'messageMailId'
    where j.payload ->> 'template' = ${template} and coalesce(x.user_id::text, j.payload ->> 'userId') = ${userId} order by j.id`;
  return rows.map(({ id, payload }) => ({ jobId: id, mail: mailSchema.parse(payload) }));
}

export const sendNow = ({ jobId, mail }: QueuedMail) =>
  handlers["mail.send"](mail, { jobId, signal: new AbortController().signal });

/** What has been sent to an address, the oldest first. */
export async function sentTo(address: string) {
  const { directory } = config.mail as { directory: string };
  const names = await readdir(directory).catch(() => []);
  const mails = await Promise.all(
    names.sort().map(async (name) => PostalMime.parse(await readFile(path.join(directory, name)))),
  );
  return mails.filter((mail) => mail.to?.some((to) => to.address === address));
}
