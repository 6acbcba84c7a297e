/** Stands on top of a mail that can be answered: mail programs quote it, and what is below it is not the answer. */
export const ANSWER_ABOVE = "—— Write above this line to answer ——";

const MARK = /^[>\s|]*—— Write above this line to answer ——/m;

/** How mail programs introduce what they quote, in the languages that our readers write; on one line or two. */
const QUOTE_INTRODUCTIONS = [
  /^[>\s]*On\b[^\n]{0,200}(?:\n[^\n]{0,200})?\bwrote:\s*$/m,
  /^[>\s]*Le\b[^\n]{0,200}(?:\n[^\n]{0,200})?\ba écrit\s?:\s*$/m,
  /^[>\s]*Am\b[^\n]{0,200}(?:\n[^\n]{0,200})?\bschrieb\b[^\n]{0,200}:\s*$/m,
  /^[>\s]*El\b[^\n]{0,200}(?:\n[^\n]{0,200})?\bescribió:\s*$/m,
  /^[>\s]*Il\b[^\n]{0,200}(?:\n[^\n]{0,200})?\bha scritto:\s*$/m,
  /^[>\s]*(?:को|पर)?[^\n]{0,200}ने लिखा:\s*$/m,
  /^\s*-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine|Mensaje original)\s*-{2,}/im,
  /^\s*_{10,}\s*\n\s*From:/m,
  /^\s*From:[^\n]{1,200}\n\s*(?:Sent|Date|To):/m,
];

/** The sign of RFC 3676 that the signature begins, and what telephones write instead of one. */
const SIGNATURES = [/^-- ?$/m, /^(?:Sent from my|Get Outlook for|Von meinem|Envoyé de mon)\b[^\n]{0,60}$/m];

/**
 * What somebody wrote in answer to a mail, without what their program quoted and without their signature. Where
 * they wrote between quoted lines, their lines remain. Every pattern is bounded, so no text takes long.
 */
export function answerText(mail: string): string {
  const text = mail.replace(/\r\n?/g, "\n");
  const ends = [MARK, ...QUOTE_INTRODUCTIONS, ...SIGNATURES]
    .map((pattern) => text.search(pattern))
    .filter((place) => place >= 0);
  const above = text.slice(0, Math.min(text.length, ...ends));
  return above
    .split("\n")
    .filter((line) => !/^\s*>/.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
