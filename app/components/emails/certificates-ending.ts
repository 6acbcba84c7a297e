import { config } from "#app/core/config.server.ts";
import { countText } from "#app/core/formats.ts";
import { reminderFacts, type Ending, type Stop } from "#app/domain/certifications/reminder-mail.server.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";

type Payload = Extract<Mail, { template: "certificates_ending" }>;

const LOCALE = "en-IN";

function whenText({ endsOn, daysLeft }: Ending): string {
  const day = calendarDateText(endsOn, LOCALE);
  if (daysLeft < 0) return `ended on ${day}`;
  return daysLeft === 0
    ? `ends today, on ${day}`
    : `ends on ${day}, in ${countText(daysLeft, "day", LOCALE)}`;
}

function stopText({ endsOn, opportunities }: Stop, today: string): string {
  const many = countText(opportunities, "opportunity", LOCALE, "opportunities");
  const day = calendarDateText(endsOn, LOCALE);
  return endsOn < today
    ? `Since the end of ${day} you no longer qualify for ${many} that you would qualify for.`
    : `After ${day} you no longer qualify for ${many} that you qualify for now.`;
}

function subjectOf([first, ...others]: Ending[]): string {
  if (others.length > 0) return `${others.length + 1} of your certificates end or have ended`;
  return `${first!.label} ${whenText(first!)}`;
}

/** To an organisation's owners and editors, 90, 30 and 7 days before certificates end and once after: one mail for all. */
export async function render({ reminderId, userId }: Payload): Promise<RenderedMail | null> {
  const facts = await reminderFacts(reminderId, userId);
  if (!facts) return null;
  const { user, organisation, today, ending, stops } = facts;
  return {
    to: user.email,
    key: `certificates-ending.${reminderId}.${userId}`,
    subject: subjectOf(ending),
    paragraphs: [
      `Dear ${user.name},`,
      `This is about certificates in the register of ${organisation}. A certificate counts to the end of its last day; from the next day on it counts for no opportunity.`,
      ...stops.map((stop) => stopText(stop, today)),
      "Once it is renewed, change its dates and attach the new evidence. If you hold a new certificate already, add it.",
    ],
    links: ending.map((each) => ({
      title: `${each.label}, number ${each.number}`,
      url: `${config.publicUrl}/desk/certificates/${each.id}`,
      note: `It ${whenText(each)}.`,
    })),
    action: { label: "Open the register", url: `${config.publicUrl}/desk/certificates` },
  };
}
