import { randomUUID } from "node:crypto";
import type { Actor } from "#app/core/actor.ts";
import { signAddress } from "#app/core/signed-address.server.ts";
import { isFinal } from "#app/domain/interests/lifecycle.ts";
import { markRead } from "#app/domain/messages/mark-read.server.ts";
import { writableUntil, writeRefusal } from "#app/domain/messages/policy.ts";
import {
  MESSAGES_PER_PAGE,
  readDraft,
  readMessages,
  readPosition,
} from "#app/domain/messages/queries.server.ts";
import { openThread, type Thread } from "#app/domain/messages/thread.server.ts";

/** How long a page may stay open before its files have to be asked for again. */
const FILE_LINK_MINUTES = 60;

type Row = Awaited<ReturnType<typeof readMessages>>[number];

/** Colleagues are named; the other side is its organisation, whoever wrote. */
function whoWrote({ side, organisation, opportunity }: Thread, message: Row): string {
  if (message.side === side) return message.author?.name ?? "A former colleague";
  return message.side === "applicant" ? organisation.name : opportunity.organisation.name;
}

function presentMessage(thread: Thread, message: Row) {
  const isOurs = message.side === thread.side;
  const removal = message.reports.find(({ state, hidesText }) => state === "upheld" && hidesText);
  const isHidden = removal !== undefined && !isOurs;
  return {
    id: message.id,
    position: message.position,
    isOurs,
    who: whoWrote(thread, message),
    sentAt: message.sentAt.toISOString(),
    text: isHidden ? "" : message.text,
    isQuestion: message.isQuestion,
    byMail: message.byMail,
    /** When a moderator took it out of the other side's sight. */
    removedAt: removal?.decidedAt?.toISOString() ?? null,
    files: isHidden
      ? []
      : message.attachments.map(({ id, name, sizeBytes }) => ({
          id,
          name,
          sizeBytes,
          href: signAddress(`/messages/attachments/${id}`, thread.person.userId, FILE_LINK_MINUTES),
        })),
    isReported: message.reports.some(({ reporterId }) => reporterId === thread.person.userId),
  };
}
export type PresentedMessage = ReturnType<typeof presentMessage>;

/** The question that the applicant has not answered: the first since it last wrote. */
function openQuestionAmong(messages: Row[]): number | null {
  const answered = messages.findLast(({ side }) => side === "applicant")?.position ?? 0;
  return messages.find(({ isQuestion, position }) => isQuestion && position > answered)?.position ?? null;
}

/**
 * The conversation of one EoI as a page shows it, to whichever side asks, and notes that the person has read it.
 * @param before shows what comes before this position; null: the newest
 * @throws DomainError not_found
 */
export async function presentThread(actor: Actor, interestId: string, before: number | null) {
  const thread = await openThread(actor, interestId);
  const [rows, draft, readTo] = await Promise.all([
    readMessages(thread, before),
    readDraft(thread),
    readPosition(thread),
  ]);
  const { side, status, endedAt, person, opportunity, organisation } = thread;
  const messages = rows.map((row) => presentMessage(thread, row));
  const newest = messages.at(-1)?.position ?? 0;
  const unread = messages.filter(({ isOurs, position }) => !isOurs && position > readTo);
  if (newest > readTo && before === null) await markRead(person, thread.id, newest);
  return {
    id: thread.id,
    side,
    status,
    other: side === "poster" ? organisation.name : opportunity.organisation.name,
    opportunity: { reference: opportunity.reference, title: opportunity.title },
    messages,
    earlier: rows.length === MESSAGES_PER_PAGE ? rows[0]!.position : null,
    isNewest: before === null,
    newest,
    firstUnread: unread[0]?.position ?? null,
    unread: unread.length,
    openQuestion: before === null ? openQuestionAmong(rows) : null,
    refusal: writeRefusal(actor, thread),
    writableUntil: isFinal(status) && endedAt ? writableUntil(endedAt).toISOString() : null,
    draft,
    newKey: randomUUID() as string,
    /** Keys of forms that this person has sent, so that an open page knows when its own has arrived. */
    sentKeys: rows
      .filter(({ authorId, byMail }) => authorId === person.userId && !byMail)
      .slice(-5)
      .map(({ key }) => key.split(".")[0]!),
  };
}
export type PresentedThread = Awaited<ReturnType<typeof presentThread>>;
