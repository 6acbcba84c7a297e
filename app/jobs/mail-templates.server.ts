import * as alreadyRegistered from "#app/components/emails/already-registered.ts";
import * as answersDue from "#app/components/emails/answers-due.ts";
import * as billingNews from "#app/components/emails/billing-news.ts";
import * as certificateDecided from "#app/components/emails/certificate-decided.ts";
import * as certificatesEnding from "#app/components/emails/certificates-ending.ts";
import * as changeEmail from "#app/components/emails/change-email.ts";
import * as confirmEmail from "#app/components/emails/confirm-email.ts";
import * as emailChanged from "#app/components/emails/email-changed.ts";
import * as interestChanged from "#app/components/emails/interest-changed.ts";
import * as interestReceived from "#app/components/emails/interest-received.ts";
import * as invitation from "#app/components/emails/invitation.ts";
import * as ndaChanged from "#app/components/emails/nda-changed.ts";
import * as messageReportDecided from "#app/components/emails/message-report-decided.ts";
import * as newMessages from "#app/components/emails/new-messages.ts";
import * as opportunityExpiring from "#app/components/emails/opportunity-expiring.ts";
import * as passwordChanged from "#app/components/emails/password-changed.ts";
import * as resetPassword from "#app/components/emails/reset-password.ts";
import * as savedSearchMatches from "#app/components/emails/saved-search-matches.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";

type Templates = {
  [T in Mail["template"]]: { render(mail: Extract<Mail, { template: T }>): Promise<RenderedMail | null> };
};

const templates: Templates = {
  already_registered: alreadyRegistered,
  answers_due: answersDue,
  billing_news: billingNews,
  certificate_decided: certificateDecided,
  certificates_ending: certificatesEnding,
  change_email: changeEmail,
  confirm_email: confirmEmail,
  email_changed: emailChanged,
  interest_changed: interestChanged,
  interest_received: interestReceived,
  invitation,
  nda_changed: ndaChanged,
  message_report_decided: messageReportDecided,
  new_messages: newMessages,
  opportunity_expiring: opportunityExpiring,
  password_changed: passwordChanged,
  reset_password: resetPassword,
  saved_search_matches: savedSearchMatches,
};

/** Writes a mail from the database's present state; null when there is nothing to send any more. */
export function renderMail<T extends Mail["template"]>(
  mail: Extract<Mail, { template: T }>,
): Promise<RenderedMail | null> {
  return templates[mail.template as T].render(mail);
}
