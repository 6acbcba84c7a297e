import { config } from "#app/core/config.server.ts";
import { db } from "#app/core/db.server.ts";
import { dateText } from "#app/core/formats.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";

type Payload = Extract<Mail, { template: "opportunity_expiring" }>;

/** To the poster's owners and editors, 14 days before an opportunity ends by itself; nothing once it was renewed or closed. */
export async function render({ opportunityId, userId }: Payload): Promise<RenderedMail | null> {
  const opportunity = await db.opportunity.findFirst({
    where: {
      id: opportunityId,
      status: "published",
      expiryWarnedAt: { not: null },
      organisation: { memberships: { some: { userId, role: { in: ["owner", "editor"] } } } },
    },
    select: { reference: true, title: true, expiresAt: true },
  });
  const user = await db.user.findUnique({ where: { id: userId }, select: { name: true, email: true } });
  if (!opportunity?.expiresAt || !user) return null;
  const { reference, title, expiresAt } = opportunity;
  const day = dateText(expiresAt.toISOString(), "en-IN");
  return {
    to: user.email,
    key: `expiring.${opportunityId}.${expiresAt.getTime()}.${userId}`,
    subject: `${reference} ends on ${day}`,
    paragraphs: [
      `Dear ${user.name},`,
      `Your opportunity “${title}” (${reference}) ends on ${day}. After that nobody finds it and it takes no new interest.`,
      "If it is still open, renew it with one press: it then lives for another 365 days. If a partner is found, close it and say so.",
    ],
    action: { label: "Renew or close it", url: `${config.publicUrl}/desk/opportunities/${reference}` },
  };
}
