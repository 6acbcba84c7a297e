/** The words of a mail: paragraphs of plain text, and at most one thing to do. */
export type MailText = {
  subject: string;
  paragraphs: string[];
  action?: { label: string; url: string };
};

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);
}

const FOOTER = "Sanyog, technology transfer and joint ventures. This address does not read answers.";

/** The two forms of a mail: the same words as plain text and as simple HTML that works without images and styles. */
export function layOutMail({ subject, paragraphs, action }: MailText): { text: string; html: string } {
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), `-- \n${FOOTER}`].join(
    "\n\n",
  );
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/24px sans-serif;color:#1b1f24;background:#fff">
<div style="max-width:36em">
${paragraphs.map((each) => `<p style="margin:0 0 16px">${escapeHtml(each).replaceAll("\n", "<br>")}</p>`).join("\n")}
${action ? actionHtml(action) : ""}
<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #d5d9de;font-size:13px;color:#57606a">${FOOTER}</p>
</div>
</body>
</html>
`;
  return { text, html };
}

function actionHtml({ label, url }: { label: string; url: string }): string {
  const href = escapeHtml(url);
  return `<p style="margin:24px 0"><a href="${href}" style="display:inline-block;padding:10px 16px;background:#0b57d0;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#57606a">If the button does not work, open this address:<br>${href}</p>`;
}
