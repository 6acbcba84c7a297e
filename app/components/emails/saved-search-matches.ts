import { siteUrl, type MailOf } from "#app/components/emails/account-mail.server.ts";
import { countryText, dateText } from "#app/core/formats.ts";
import { OPPORTUNITY_KINDS } from "#app/core/reference/terms.ts";
import { trlSentence, type Trl } from "#app/core/reference/trl.ts";
import { readAlert, type AlertFacts } from "#app/domain/alerts/alert-mail.server.ts";
import { issueUnsubscribeToken } from "#app/domain/alerts/unsubscribe.server.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import { closingAt } from "#app/domain/opportunities/lifecycle.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";

const LOCALE = "en-IN";

function linkOf(opportunity: AlertFacts["opportunities"][number]) {
  const { title, kind, trlCurrent, organisation } = opportunity;
  const end = closingAt(opportunity);
  const facts = [
    OPPORTUNITY_KINDS[kind].label,
    `${organisation.name}, ${countryText(organisation.country)}`,
    trlCurrent === null ? "" : trlSentence(trlCurrent as Trl),
    end === null ? "" : `closes ${dateText(end.toISOString(), LOCALE)}`,
  ];
  return { title, url: siteUrl(opportunityPath(opportunity)), note: facts.filter(Boolean).join(" · ") };
}

function summaryOf({ total, opportunities, search }: AlertFacts): string {
  if (total === 1) return `There is a new match for your saved search “${search.name}”:`;
  if (total === opportunities.length)
    return `There are ${total} new matches for your saved search “${search.name}”:`;
  return `There are ${total} new matches for your saved search “${search.name}”. These are the newest ${opportunities.length}:`;
}

/** To the owner of a saved search: what it has found since the last mail, each opportunity once and never again. */
export async function render({ alertId }: MailOf<"saved_search_matches">): Promise<RenderedMail | null> {
  const facts = await readAlert(alertId);
  if (!facts) return null;
  const { to, readerName, search, total, opportunities } = facts;
  const token = await issueUnsubscribeToken(search.id);
  return {
    to,
    key: `alert.${alertId}`,
    subject: total === 1 ? `New: ${opportunities[0]!.title}` : `${total} new matches for “${search.name}”`,
    paragraphs: [`Dear ${readerName},`, summaryOf(facts)],
    links: opportunities.map(linkOf),
    action: {
      label: "See all that it finds, the newest first",
      url: siteUrl(
        `/opportunities?${new URLSearchParams([...new URLSearchParams(search.query), ["sort", "newest"]])}`,
      ),
    },
    unsubscribe: {
      reason:
        "You get this because you saved that search. Change how often on your desk, under Saved searches.",
      url: siteUrl(`/alerts/unsubscribe/${token}`),
    },
  };
}
