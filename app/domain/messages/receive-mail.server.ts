import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import PostalMime, { type Attachment, type Email } from "postal-mime";
import type { Person } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import { storeFile } from "#app/core/files.server.ts";
import { acceptUpload, type AcceptedFile } from "#app/domain/files/accept-upload.server.ts";
import { removeUnlessOwned } from "#app/domain/files/sweep-files.server.ts";
import { answerText, wordsOfHtml } from "#app/domain/messages/answer-text.ts";
import { FILE_MAX_BYTES, FILES_MAX, TEXT_MAX } from "#app/domain/messages/limits.ts";
import { readReplyAddress, replyTokenOf } from "#app/domain/messages/reply-address.server.ts";
import { sendMessage } from "#app/domain/messages/send-message.server.ts";
import { tidyText } from "#app/domain/opportunities/typed-text.ts";

/** What became of a mail. Whatever is refused goes back to its sender with the sentence. */
export type Receipt =
  | { outcome: "delivered" | "repeated"; interestId: string; position: number }
  | { outcome: "ignored"; reason: string }
  | { outcome: "no_such_address" | "wrong_sender" | "unusable"; reason: string };

type Envelope = {
  /** As the mail server says it; null: read it from the headers. "" is the empty return path of a bounce. */
  sender: string | null;
  recipient: string | null;
};

const headerOf = (mail: Email, name: string) => mail.headers.find(({ key }) => key === name)?.value.trim();

/** RFC 3834 and its forerunners: programs that answer programs would go on for ever. */
function automaticReason(mail: Email, { sender }: Envelope): string | null {
  const returnPath = sender ?? headerOf(mail, "return-path") ?? null;
  if (returnPath !== null && returnPath.replace(/[<>\s]/g, "") === "") return "it has no return path";
  const automatic = headerOf(mail, "auto-submitted");
  if (automatic && !/^no\b/i.test(automatic)) return "it was sent automatically";
  if (/\b(All|OOF|AutoReply)\b/i.test(headerOf(mail, "x-auto-response-suppress") ?? ""))
    return "it is an automatic answer";
  if (/^(bulk|junk|auto_reply|list)$/i.test(headerOf(mail, "precedence") ?? "")) return "it is bulk mail";
  if (/^(mailer-daemon|postmaster)@/i.test(mail.from?.address ?? "")) return "it comes from a mail server";
  return null;
}

/** The first of the addresses that the mail was sent to which is one of ours. */
function replyToken(mail: Email, { recipient }: Envelope): string | null {
  const named = recipient
    ? [recipient]
    : [
        headerOf(mail, "x-original-to"),
        headerOf(mail, "delivered-to"),
        ...[...(mail.to ?? []), ...(mail.cc ?? [])].map(({ address }) => address),
      ];
  for (const address of named) {
    const token = address ? replyTokenOf(address) : null;
    if (token) return token;
  }
  return null;
}

type Owner = NonNullable<Awaited<ReturnType<typeof readReplyAddress>>>;

/** The member as a request of theirs would know them, with the role of this moment. */
function actorOf({ userId, membership }: Owner): Person {
  const { user, organisation, role } = membership;
  return {
    kind: "person",
    userId,
    sessionId: "",
    email: user.email,
    name: user.name,
    emailVerified: user.emailVerifiedAt !== null,
    isModerator: user.isModerator,
    organisation: { ...organisation, role },
  };
}

/** Files that somebody sent on purpose: pictures of a signature or of the quoted mail stand within its text. */
const isSent = ({ disposition, related }: Attachment) => disposition !== "inline" && related !== true;

const bytesOf = (content: Attachment["content"]) =>
  typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content as ArrayBuffer);

async function acceptFiles(attachments: Attachment[]): Promise<AcceptedFile[]> {
  if (attachments.length > FILES_MAX)
    throw new DomainError(
      "invalid",
      `A message takes ${FILES_MAX} files; this mail has ${attachments.length}. Send it with fewer.`,
    );
  const files: AcceptedFile[] = [];
  try {
    for (const { filename, content } of attachments) {
      const stored = await storeFile(Readable.from([bytesOf(content)]), { maxBytes: FILE_MAX_BYTES });
      files.push(await acceptUpload({ fileName: filename ?? "", ...stored }));
    }
    return files;
  } catch (error) {
    for (const { storageKey } of files) await removeUnlessOwned(storageKey);
    if (error instanceof DomainError) throw new DomainError("invalid", error.message);
    throw error;
  }
}

/** The same mail that comes twice, as mail servers promise no less, is one message. */
function keyOf(mail: Email, raw: Uint8Array): string {
  const identity = mail.messageId ? `<${mail.messageId.replace(/[<>\s]/g, "")}>` : raw;
  return `mail-${createHash("sha256").update(identity).digest("base64url")}`;
}

async function deliver(mail: Email, owner: Owner, key: string): Promise<Receipt> {
  const { interestId } = owner;
  const text = tidyText(answerText(mail.text ?? wordsOfHtml(mail.html ?? "")));
  if (text.length > TEXT_MAX)
    return {
      outcome: "unusable",
      reason: `A message may have at most ${TEXT_MAX} characters. Send the rest as a file.`,
    };
  const files = await acceptFiles(mail.attachments.filter(isSent));
  try {
    const sent = await sendMessage(actorOf(owner), { interestId, text, key, mail: { files } });
    return { outcome: sent.repeated ? "repeated" : "delivered", interestId, position: sent.position };
  } finally {
    // Of a mail that was refused or had come before, nothing owns them.
    for (const { storageKey } of files) await removeUnlessOwned(storageKey);
  }
}

/**
 * Puts a member's answer to one of our mails into the conversation that it belongs to. Only the address that the mail
 * was sent to opens the way; From has to be the member's own, so that a mail that was passed on opens nothing.
 * @param raw an RFC 5322 message
 * @throws whatever is not the mail's fault, so that the mail server tries again
 */
export async function receiveMail(raw: Uint8Array, envelope: Envelope): Promise<Receipt> {
  const mail = await PostalMime.parse(raw);
  const automatic = automaticReason(mail, envelope);
  if (automatic) return { outcome: "ignored", reason: automatic };
  const token = replyToken(mail, envelope);
  const owner = token ? await readReplyAddress(token) : null;
  if (!owner)
    return {
      outcome: "no_such_address",
      reason: "This address takes no answers (any more). Write on your desk instead.",
    };
  if (mail.from?.address?.toLowerCase() !== owner.membership.user.email)
    return {
      outcome: "wrong_sender",
      reason: "Answer from the e-mail address of your account, or write on your desk.",
    };
  try {
    return await deliver(mail, owner, keyOf(mail, raw));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "too_many" || error.code === "unavailable")
      throw error;
    return { outcome: error.code === "forbidden" ? "wrong_sender" : "unusable", reason: error.message };
  }
}
