import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import PostalMime from "postal-mime";
import { config } from "#app/core/config.server.ts";
import { db } from "#app/core/db.server.ts";
import { readActor } from "#app/core/session.server.ts";
import type { AlertFrequency } from "#app/domain/alerts/frequencies.ts";
import type { Member } from "#app/domain/alerts/policy.ts";
import { saveSearch } from "#app/domain/alerts/save-search.server.ts";
import { mailSchema, type Mail } from "#app/jobs/catalogue.ts";
import { handlers } from "#app/jobs/handlers.server.ts";
import type { Prisma, User } from "#prisma/generated/client.ts";
import { makeMember, makeOpportunity, makeOrganisation, signIn } from "#tests/factories/factories.ts";

const context = () => ({ jobId: randomUUID(), signal: new AbortController().signal });

/** What the timetable and the ends of other jobs start. */
export const matchNow = () => handlers["alerts.match"]({}, context());
export const digestNow = () => handlers["alerts.digest"]({}, context());
export const indexNow = () => handlers["search.index"]({ engine: "postgres" }, context());

/** A word that no other test knows: letters only, so that search takes it as one. */
export const newWord = () =>
  `zq${randomUUID().replaceAll(/[\d-]/g, (character) => "ghijklmnop"[Number(character)] ?? "q")}`;

/** A person in an organisation of their own, as a request would know them. */
export async function makeReader(fields: Partial<Prisma.UserUncheckedCreateInput> = {}) {
  const organisation = await makeOrganisation();
  const user = await makeMember(organisation.id, "owner", fields);
  const cookie = await signIn(user);
  return { user, organisation, cookie, actor: (await readActor(cookie)) as Member };
}
export type Reader = Awaited<ReturnType<typeof makeReader>>;

/** Saves a search, and lets the first look round be done. */
export async function saveFor(reader: Reader, query: string, frequency: AlertFrequency = "at_once") {
  const id = await saveSearch(reader.actor, { query, name: `My ${query}`, frequency });
  await matchNow();
  return id;
}

let posterId: string | undefined;

/** Publishes one now, and indexes it. */
export async function publish(fields: Partial<Prisma.OpportunityUncheckedCreateInput> = {}) {
  posterId ??= (await makeOrganisation({ kind: "research_body" })).id;
  const opportunity = await makeOpportunity({
    organisationId: posterId,
    publishedAt: new Date(),
    ...fields,
  });
  await indexNow();
  return opportunity;
}

export type QueuedMail = { jobId: string; mail: Mail };

/** Mails about saved searches that wait to be sent to this person. */
export async function queuedMails(user: Pick<User, "id">): Promise<QueuedMail[]> {
  const rows = await db.$queryRaw<{ id: string; payload: unknown }[]>`
    select j.id::text as id, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      join alert a on a.id::text = j.payload ->> 'alertId'
      join saved_search s on s.id = a.saved_search_id
    where t.identifier = 'mail.send' and s.user_id = ${user.id}::uuid order by j.id`;
  return rows.map(({ id, payload }) => ({ jobId: id, mail: mailSchema.parse(payload) }));
}

export const sendNow = ({ jobId, mail }: QueuedMail) => handlers["mail.send"](mail, { ...context(), jobId });

/** What has been sent to an address, the oldest first. */
export async function sentTo(address: string) {
  const { directory } = config.mail as { directory: string };
  const names = await readdir(directory).catch(() => []);
  const mails = await Promise.all(
    names.sort().map(async (name) => PostalMime.parse(await readFile(path.join(directory, name)))),
  );
  return mails.filter((mail) => mail.to?.some((to) => to.address === address));
}
