import type { Actor } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import type { InterestStatus } from "#app/core/reference/terms.ts";
import { openStatuses, type InterestSide } from "#app/domain/interests/lifecycle.ts";
import { interestIdSchema } from "#app/domain/interests/schema.ts";
import { openThread, type Thread } from "#app/domain/messages/thread.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

export const MESSAGES_PER_PAGE = 100;
export const THREADS_PER_PAGE = 20;

/** What a moderator took out of the other side's sight, if anything. */
export const REMOVAL = {
  where: { state: "upheld", hidesText: true },
  orderBy: { decidedAt: "asc" },
  take: 1,
  select: { decidedAt: true },
} as const satisfies Prisma.Message$reportsArgs;

/** The last messages of a conversation, or the last before a position; oldest first. */
export function readMessages({ id, person }: Thread, before: number | null) {
  return db.message
    .findMany({
      where: { interestId: id, ...(before === null ? {} : { position: { lt: before } }) },
      orderBy: { position: "desc" },
      take: MESSAGES_PER_PAGE,
      select: {
        id: true,
        position: true,
        side: true,
        text: true,
        isQuestion: true,
        byMail: true,
        sentAt: true,
        key: true,
        authorId: true,
        author: { select: { name: true } },
        attachments: {
          orderBy: { createdAt: "asc" },
          select: { id: true, name: true, mediaType: true, sizeBytes: true },
        },
        reports: {
          where: { OR: [{ reporterId: person.userId }, REMOVAL.where] },
          select: { reporterId: true, state: true, hidesText: true, decidedAt: true },
        },
      },
    })
    .then((rows) => rows.reverse());
}

/** What the person has begun and not sent. */
export async function readDraft({ id: interestId, person: { userId } }: Thread) {
  const [draft, files] = await Promise.all([
    db.messageDraft.findUnique({
      where: { userId_interestId: { userId, interestId } },
      select: { text: true },
    }),
    db.messageAttachment.findMany({
      where: { interestId, uploadedById: userId, messageId: null },
      orderBy: { createdAt: "asc" },
      select: { id: true, name: true, sizeBytes: true },
    }),
  ]);
  return { text: draft?.text ?? "", files };
}

/** Up to which position a person has read. */
export async function readPosition({ id: interestId, person: { userId } }: Thread): Promise<number> {
  const where = { userId_interestId: { userId, interestId } };
  return (await db.messageRead.findUnique({ where, select: { position: true } }))?.position ?? 0;
}

/** The position of the newest message, for a page that looks whether there is more. @throws DomainError not_found */
export async function newestPosition(actor: Actor, interestId: string): Promise<number> {
  const { id } = await openThread(actor, interestId);
  const newest = await db.message.aggregate({ where: { interestId: id }, _max: { position: true } });
  return newest._max.position ?? 0;
}

/** The conversations of organisation $1, one union per side so that each goes by its own index. */
const CONVERSATIONS = `
  select i.id, i.status, o.reference, o.title, 'poster'::message_side as side, a.name as other
    from opportunity o join interest i on i.opportunity_id = o.id join organisation a on a.id = i.organisation_id
    where o.organisation_id = $1 and i.status <> 'draft'
  union all
  select i.id, i.status, o.reference, o.title, 'applicant', p.name
    from interest i join opportunity o on o.id = i.opportunity_id join organisation p on p.id = o.organisation_id
    where i.organisation_id = $1 and i.status <> 'draft'`;

/** Messages to the reader $2 that no page of theirs has shown. */
const UNREAD = `
  select count(*)::int from message m
  where m.interest_id = c.id and m.side <> c.side
    and m.position > coalesce((select position from message_read where user_id = $2 and interest_id = c.id), 0)`;

const IS_HIDDEN = `exists (select from message_report where message_id = m.id and state = 'upheld' and hides_text)`;

export type ListedThread = {
  id: string;
  status: InterestStatus;
  reference: string;
  title: string;
  side: InterestSide;
  /** The organisation on the other side. */
  other: string;
  unread: number;
  lastAt: Date;
  lastSide: InterestSide;
  /** The beginning of the last message, unless a moderator took it out of this side's sight. */
  excerpt: string;
  total: number;
};

const INBOX = {
  name: "message-inbox",
  text: `
    with c as (${CONVERSATIONS}),
    listed as (
      select c.*, (${UNREAD}) as unread, last.sent_at as "lastAt", last.side as "lastSide", last.excerpt
      from c join lateral (
        select m.sent_at, m.side, case when m.side <> c.side and ${IS_HIDDEN} then '' else left(m.text, 160) end as excerpt
        from message m where m.interest_id = c.id order by m.position desc limit 1) last on true)
    select *, count(*) over ()::int as total from listed
    order by unread > 0 desc, "lastAt" desc, id limit $3 offset $4`,
};

/** One page of the actor's conversations: those with something unread first, then the latest. */
export async function listThreads(
  actor: Actor,
  page: number,
): Promise<{ rows: ListedThread[]; total: number }> {
  if (actor.kind !== "person" || !actor.organisation) return { rows: [], total: 0 };
  const values = [actor.organisation.id, actor.userId, THREADS_PER_PAGE, (page - 1) * THREADS_PER_PAGE];
  const { rows } = await pool.query<ListedThread>({ ...INBOX, values });
  return { rows, total: rows[0]?.total ?? 0 };
}

export type OpenQuestion = {
  id: string;
  title: string;
  reference: string;
  other: string;
  excerpt: string;
  askedAt: string;
};

const OPEN_QUESTIONS = {
  name: "open-questions",
  text: `
    select distinct on (m.interest_id) i.id, o.title, o.reference, p.name as other, left(m.text, 160) as excerpt,
      m.sent_at as "askedAt"
    from interest i join message m on m.interest_id = i.id and m.is_question
      join opportunity o on o.id = i.opportunity_id join organisation p on p.id = o.organisation_id
    where i.organisation_id = $1 and i.status = any($2::interest_status[]) and not ${IS_HIDDEN}
      and not exists (select from message a where a.interest_id = i.id and a.side = 'applicant' and a.position > m.position)
    order by m.interest_id, m.position`,
};

const UNREAD_TOTAL = {
  name: "unread-messages",
  text: `
    with c as (
      select i.id, 'poster'::message_side as side from opportunity o join interest i on i.opportunity_id = o.id
        where o.organisation_id = $1
      union all
      select i.id, 'applicant' from interest i where i.organisation_id = $1)
    select count(*)::int as unread, count(*) filter (where c.id = $3)::int as here
    from c join message m on m.interest_id = c.id and m.side <> c.side
      left join message_read r on r.user_id = $2 and r.interest_id = c.id
    where m.position > coalesce(r.position, 0)`,
};

export type DeskMessages = {
  /** Messages of other organisations that the person has not read. */
  unread: number;
  /** Of those, the ones about the EoI that the page is about. */
  here: number;
  /** Questions that wait for the answer of the person's organisation, one for each EoI. */
  questions: OpenQuestion[];
};

/**
 * What the frame of the desk tells about messages.
 * @param interestId of the EoI that the page is about, if it is about one
 * @param isShown the page shows its messages, so they count as read
 */
export async function readDeskMessages(
  actor: Actor,
  { interestId, isShown = false }: { interestId?: string; isShown?: boolean } = {},
): Promise<DeskMessages> {
  if (actor.kind !== "person" || !actor.organisation) return { unread: 0, here: 0, questions: [] };
  const here = interestIdSchema.safeParse(interestId).data ?? null;
  const [counts, questions] = await Promise.all([
    pool.query<{ unread: number; here: number }>({
      ...UNREAD_TOTAL,
      values: [actor.organisation.id, actor.userId, here],
    }),
    pool.query<OpenQuestion & { askedAt: Date }>({
      ...OPEN_QUESTIONS,
      values: [actor.organisation.id, openStatuses],
    }),
  ]);
  const counted = counts.rows[0]!;
  return {
    unread: counted.unread - (isShown ? counted.here : 0),
    here: isShown ? 0 : counted.here,
    questions: questions.rows
      .map((question) => ({ ...question, askedAt: question.askedAt.toISOString() }))
      .sort((a, b) => a.askedAt.localeCompare(b.askedAt)),
  };
}
