/** A form that came when its sender was not signed in any more, to be sent again by a button. */
export type RefusedForm = { action: string; fields: [name: string, value: string][] };

const MOST_CHARACTERS = 200_000;
const MOST_FIELDS = 500;
/** Less than this is typed again in a moment, and a button's form is simply pressed again. */
const WORTH_KEEPING_CHARACTERS = 40;
const isTyped = ([name, value]: [string, string]) =>
  name !== "intent" && name !== "version" && !/^[\da-f-]{36}$/.test(value);

/**
 * What was typed into a form that nobody has read yet, or null when there is little of it, too much of it, a file or a
 * secret. Nothing is stored: it goes back to the browser that sent it, which has shown it all along, and counts only when
 * it is sent again, with the rights of whoever is signed in then.
 * @param path where it was sent, without the ending that single-page navigation adds
 */
export async function readRefusedForm(request: Request, path: string): Promise<RefusedForm | null> {
  const isPlain = request.headers.get("Content-Type")?.startsWith("application/x-www-form-urlencoded");
  if (request.method !== "POST" || !isPlain || request.bodyUsed) return null;
  const text = await request.text().catch(() => "");
  if (text.length > 3 * MOST_CHARACTERS) return null;
  const fields = [...new URLSearchParams(text.replaceAll("%00", ""))];
  if (fields.length > MOST_FIELDS || fields.some(([name]) => /password/i.test(name))) return null;
  const characters = fields.filter(isTyped).reduce((total, [, value]) => total + value.length, 0);
  return characters < WORTH_KEEPING_CHARACTERS || characters > MOST_CHARACTERS
    ? null
    : { action: path, fields };
}
