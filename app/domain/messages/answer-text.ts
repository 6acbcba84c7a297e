/** Stands on top of a mail that can be answered: mail programs quote it, and what is below it is not the answer. */
export const ANSWER_ABOVE = "—— Write above this line to answer ——";

/** More than any message may have, and than anybody types into an answer. */
const MOST_CHARACTERS = 200_000;
/** What is looked at of a line, so that no pattern takes long. */
const MOST_OF_LINE = 250;

/** How mail programs introduce what they quote, in languages that our readers write. The line may be broken in two. */
const INTRODUCTIONS: [begins: RegExp, ends: RegExp][] = [
  [/^On /, / wrote:$/],
  [/^Le /, / a écrit\s?:$/],
  [/^Am /, /:$/],
  [/^El /, / escribió:$/],
  [/^Il /, / ha scritto:$/],
  [/^/, / ने लिखा:$/],
];
const GERMAN_VERB = / schrieb /;
const RULED_OFF =
  /^-{2,10} ?(Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine|Mensaje original) ?-{2,10}$/i;
const UNDERLINE = /^_{10,}$/;
const HEAD = /^(From|Von|De): /;
const HEAD_GOES_ON = /^(Sent|Date|To|Gesendet|An|Envoyé|À|Enviado|Para): /;
/** Of RFC 3676, and what telephones write instead. */
const SIGNATURE = /^-- ?$|^(Sent from my|Get Outlook for|Von meinem|Envoyé de mon) .{0,60}$/;

function introduces(line: string): boolean {
  return INTRODUCTIONS.some(
    ([begins, ends]) =>
      begins.test(line) && ends.test(line) && (!line.startsWith("Am ") || GERMAN_VERB.test(line)),
  );
}

/** Whether what follows is not the writer's any more. */
function isEnd(line: string, next: string): boolean {
  if (line.includes(ANSWER_ABOVE) || SIGNATURE.test(line) || RULED_OFF.test(line.trim())) return true;
  const [first, second] = [line.trim(), next.trim()];
  if (introduces(first) || (!/[.!?:]$/.test(first) && introduces(`${first} ${second}`))) return true;
  return (UNDERLINE.test(first) && HEAD.test(second)) || (HEAD.test(first) && HEAD_GOES_ON.test(second));
}

/**
 * What somebody wrote in answer to a mail, without what their program quoted and without their signature. Where
 * they wrote between quoted lines, their lines remain. Each line is looked at once and in part, so no text takes long.
 */
export function answerText(mail: string): string {
  const lines = mail.slice(0, MOST_CHARACTERS).replace(/\r\n?/g, "\n").split("\n");
  const heads = lines.map((line) => line.slice(0, MOST_OF_LINE));
  const end = heads.findIndex((line, index) => isEnd(line, heads[index + 1] ?? ""));
  return lines
    .slice(0, end === -1 ? lines.length : end)
    .filter((line) => !line.trimStart().startsWith(">"))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function character(entity: string, name: string): string {
  if (!name.startsWith("#")) return ENTITIES[name.toLowerCase()] ?? entity;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** The words of a mail that came as HTML only, up to what it quotes. They are shown as plain text and never as HTML. */
export function wordsOfHtml(html: string): string {
  const own = html.slice(0, MOST_CHARACTERS).split(/<blockquote|<div[^<>]{0,200}gmail_quote/i)[0]!;
  const parts = own.split(/<(?=[a-z/!])/i);
  let hidden = "";
  let text = parts[0]!;
  for (const part of parts.slice(1)) {
    const name = /^\/?[a-z0-9]*/i.exec(part)![0].toLowerCase();
    if (hidden && name !== `/${hidden}`) continue;
    hidden = ["script", "style", "head", "title"].includes(name) ? name : "";
    if (/^(br|\/p|\/div|\/li|\/tr|\/h[1-6])$/.test(name)) text += "\n";
    const after = part.indexOf(">");
    if (!hidden && after >= 0) text += part.slice(after + 1).replace(/\s+/g, " ");
  }
  return text.replace(/&(#?\w{1,8});/g, character);
}
