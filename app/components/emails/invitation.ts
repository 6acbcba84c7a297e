import { siteUrl, type MailOf } from "#app/components/emails/account-mail.server.ts";
import { MEMBER_ROLES } from "#app/core/reference/terms.ts";
import { issueInvitationToken } from "#app/domain/organisations/invitations.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";

const dateOf = new Intl.DateTimeFormat("en-IN", { dateStyle: "long", timeZone: "Asia/Kolkata" });

/** The link that makes somebody a member of an organisation. */
export async function render({ invitationId }: MailOf<"invitation">): Promise<RenderedMail | null> {
  const invitation = await issueInvitationToken(invitationId);
  if (!invitation) return null;
  const { token, email, role, expiresAt, organisationName, inviterName } = invitation;
  const { label, explanation } = MEMBER_ROLES[role];
  return {
    key: `invitation.${invitationId}`,
    to: email,
    subject: `${inviterName} invites you to ${organisationName} on Sanyog`,
    paragraphs: [
      "Good day,",
      `${inviterName} invites you to work for ${organisationName} on Sanyog, the marketplace for technology transfer and joint ventures.`,
      `Your role: ${label}. ${explanation}`,
      `The link works until ${dateOf.format(expiresAt)}. If you do not know ${inviterName}, you can ignore this message.`,
    ],
    action: { label: "Accept the invitation", url: siteUrl(`/invitations/${token}`) },
  };
}
