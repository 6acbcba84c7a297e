/** The words of a mail: paragraphs of plain text, a list of links, and at most one thing to do. */
export type MailText = {
  subject: string;
  paragraphs: string[];
  /** Each with a line of what else is worth knowing. */
  links?: { title: string; url: string; note: string }[];
  action?: { label: string; url: string };
  /** Where these mails can be stopped, by a button that the mail program shows, too (RFC 8058). */
  unsubscribe?: { reason: string; url: string };
  /** For mails that can be answered: where the answer goes, and which conversation the mail belongs to. */
  answers?: { to: string; thread: string };
};

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);
}

const FOOTER = "Sanyog, technology transfer and joint ventures.";
const footerOf = ({ answers }: MailText) =>
  answers ? FOOTER : `${FOOTER} This address does not read answers.`;

/** The two forms of a mail: the same words as plain text and as simple HTML that works without images and styles. */
export function layOutMail(mail: MailText): { text: string; html: string } {
  return { text: textOf(mail), html: htmlOf(mail) };
}

function textOf(mail: MailText): string {
  const { paragraphs, links = [], action, unsubscribe } = mail;
  return [
    ...paragraphs,
    ...links.map(({ title, url, note }) => [title, note, url].filter(Boolean).join("\n")),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...(unsubscribe ? [`${unsubscribe.reason} Stop these mails:\n${unsubscribe.url}`] : []),
    `-- \n${footerOf(mail)}`,
  ].join("\n\n");
}

function htmlOf(mail: MailText): string {
  const { subject, paragraphs, links = [], action, unsubscribe } = mail;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/24px sans-serif;color:#1b1f24;background:#fff">
<div style="max-width:36em">
${paragraphs.map((each) => `<p style="margin:0 0 16px">${escapeHtml(each).replaceAll("\n", "<br>")}</p>`).join("\n")}
${links.map(linkHtml).join("\n")}
${action ? actionHtml(action) : ""}
<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #d5d9de;font-size:13px;color:#57606a">${unsubscribe ? unsubscribeHtml(unsubscribe) : ""}${footerOf(mail)}</p>
</div>
</body>
</html>
`;
}

function linkHtml({ title, url, note }: NonNullable<MailText["links"]>[number]): string {
  return `<p style="margin:0 0 16px"><a href="${escapeHtml(url)}" style="color:#0b57d0;font-weight:600">${escapeHtml(title)}</a><br><span style="font-size:14px;color:#57606a">${escapeHtml(note)}</span></p>`;
}

function unsubscribeHtml({ reason, url }: NonNullable<MailText["unsubscribe"]>): string {
  return `${escapeHtml(reason)} <a href="${escapeHtml(url)}" style="color:#57606a">Stop these mails</a>.<br>`;
}

function actionHtml({ label, url }: { label: string; url: string }): string {
  const href = escapeHtml(url);
  return `<p style="margin:24px 0"><a href="${href}" style="display:inline-block;padding:10px 16px;background:#0b57d0;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#57606a">If the button does not work, open this address:<br>${href}</p>`;
}
