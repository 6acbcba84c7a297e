import { Readable } from "node:stream";
import { db } from "#app/core/db.server.ts";
import { storeFile } from "#app/core/files.server.ts";
import { makeToken } from "#app/core/session.server.ts";
import { signAddress } from "#app/core/signed-address.server.ts";
import { MARKERS } from "#tests/integration/access-matrix/markers.ts";

type Speakers = {
  interestId: string;
  applicantId: string;
  ownerId: string;
  editorId: string;
  organisationId: string;
};

async function makeFile(interestId: string, uploadedById: string, messageId: string | null) {
  const file = await storeFile(Readable.from([MARKERS.messageFile.text]), { maxBytes: 1_000 });
  const { id } = await db.messageAttachment.create({
    data: { ...file, interestId, uploadedById, messageId, name: "paper.txt", mediaType: "text/plain" },
  });
  return id;
}

/** A conversation about an EoI: a question, an answer with a file that was reported, a draft, a way out of its mails. */
export async function makeConversation(speakers: Speakers): Promise<Record<string, string>> {
  const { interestId, applicantId, ownerId, editorId, organisationId } = speakers;
  const { conversation, reportText, messageDraft } = MARKERS;
  const question = await db.message.create({
    data: {
      interestId,
      position: 1,
      side: "poster",
      authorId: ownerId,
      text: conversation.text,
      isQuestion: true,
      key: "1",
    },
  });
  const answer = await db.message.create({
    data: {
      interestId,
      position: 2,
      side: "applicant",
      authorId: applicantId,
      text: conversation.text,
      key: "2",
    },
  });
  const attachment = await makeFile(interestId, applicantId, answer.id);
  const draftFile = await makeFile(interestId, ownerId, null);
  await db.messageDraft.create({ data: { userId: ownerId, interestId, text: messageDraft.text } });
  const report = await db.messageReport.create({
    data: { messageId: answer.id, reporterId: editorId, reason: "spam", text: reportText.text },
  });
  const { token, tokenHash } = makeToken();
  await db.messageUnsubscribeToken.create({ data: { tokenHash, userId: ownerId, organisationId } });
  return {
    question: question.id,
    answer: answer.id,
    attachment,
    draftFile,
    attachmentLink: signAddress(`/messages/attachments/${attachment}`, ownerId, 60),
    endedAttachmentLink: signAddress(`/messages/attachments/${attachment}`, ownerId, -1),
    draftFileLink: signAddress(`/messages/attachments/${draftFile}`, ownerId, 60),
    messageReport: report.id,
    messageUnsubscription: token,
  };
}
