import { db } from "#app/core/db.server.ts";
import { mailMayQuote } from "#app/domain/messages/policy.ts";
import { REMOVAL } from "#app/domain/messages/queries.server.ts";

/** So much of a message is repeated in a mail. */
const EXCERPT_CHARACTERS = 200;
/** So many messages, or conversations of a digest; the rest is behind the link. */
const SHOWN = 10;

const excerpt = (text: string) =>
  text.length <= EXCERPT_CHARACTERS ? text : `${text.slice(0, EXCERPT_CHARACTERS).trimEnd()} …`;

const NOTICES = {
  where: { message: { reports: { none: REMOVAL.where } } },
  orderBy: { message: { sentAt: "asc" } },
  select: {
    message: {
      select: {
        position: true,
        side: true,
        text: true,
        isQuestion: true,
        interestId: true,
        _count: { select: { attachments: true } },
        interest: {
          select: {
            status: true,
            organisation: { select: { name: true } },
            opportunity: {
              select: { reference: true, title: true, organisation: { select: { name: true } } },
            },
          },
        },
      },
    },
  },
} as const;

function readMail(id: string) {
  return db.messageMail.findUnique({
    where: { id },
    select: {
      userId: true,
      organisationId: true,
      interestId: true,
      notices: NOTICES,
      membership: {
        select: {
          messagePreference: { select: { frequency: true } },
          user: { select: { name: true, email: true, emailVerifiedAt: true } },
        },
      },
    },
  });
}
type Notice = NonNullable<Awaited<ReturnType<typeof readMail>>>["notices"][number];

async function unreadOf(notices: Notice[], userId: string): Promise<Notice[]> {
  const ids = [...new Set(notices.map(({ message }) => message.interestId))];
  const marks = await db.messageRead.findMany({
    where: { userId, interestId: { in: ids } },
    select: { interestId: true, position: true },
  });
  const readTo = new Map(marks.map(({ interestId, position }) => [interestId, position]));
  return notices.filter(({ message }) => message.position > (readTo.get(message.interestId) ?? 0));
}

function presentThread(notices: Notice[]) {
  const { interest, interestId, side } = notices[0]!.message;
  const { status, organisation, opportunity } = interest;
  return {
    interestId,
    from: side === "applicant" ? organisation.name : opportunity.organisation.name,
    reference: opportunity.reference,
    title: opportunity.title,
    count: notices.length,
    asks: notices.some(({ message }) => message.isQuestion),
    /** The beginnings of the messages; null from the NDA on. */
    excerpts: mailMayQuote(status)
      ? notices
          .slice(0, SHOWN)
          .map(({ message }) => ({ text: excerpt(message.text), files: message._count.attachments }))
      : null,
  };
}
export type MailedThread = ReturnType<typeof presentThread>;

/**
 * What a mail about messages says, from the present state: nothing that was read in the meantime or that a moderator
 * removed. Null when nothing is left, when no mail is wanted any more, or when the membership has ended.
 */
export async function readMessageMail(id: string) {
  const mail = await readMail(id);
  const user = mail?.membership.user;
  if (!mail || !user?.emailVerifiedAt || mail.membership.messagePreference?.frequency === "none") return null;
  const unread = await unreadOf(mail.notices, mail.userId);
  if (unread.length === 0) return null;
  const threads = new Map<string, Notice[]>();
  for (const notice of unread)
    threads.set(notice.message.interestId, [...(threads.get(notice.message.interestId) ?? []), notice]);
  const { userId, organisationId } = mail;
  return {
    to: user.email,
    readerName: user.name,
    userId,
    organisationId,
    isDigest: mail.interestId === null,
    messages: unread.length,
    threadCount: threads.size,
    threads: [...threads.values()].slice(0, SHOWN).map(presentThread),
  };
}
export type MessageMailFacts = NonNullable<Awaited<ReturnType<typeof readMessageMail>>>;
