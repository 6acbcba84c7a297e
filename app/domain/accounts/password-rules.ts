import { COMMON_PASSWORDS } from "#app/domain/accounts/common-passwords.ts";
import { PASSWORD_MIN } from "#app/domain/accounts/password-limits.ts";

/** Fewer different characters than this make a pattern, not a password. */
const DIFFERENT_CHARACTERS_MIN = 5;

/** What makes a password guessable whoever has it, as a sentence with the remedy; null when nothing does. */
export function commonPasswordProblem(password: string): string | null {
  const lower = password.toLowerCase();
  if (COMMON_PASSWORDS.has(lower.trim()))
    return "This password is among the first that are tried. Choose another one.";
  if (new Set(lower).size < DIFFERENT_CHARACTERS_MIN)
    return "This password repeats a few characters. Use more different ones.";
  return null;
}

/**
 * What makes a password guessable for this person: made of their own name or address. A long password may contain
 * them, as long as enough is left. No rule asks for digits or signs (NIST SP 800-63B, 5.1.1.2).
 */
export function ownPasswordProblem(password: string, person: { email: string; name: string }): string | null {
  const [mailbox = "", domain = ""] = person.email.toLowerCase().split("@");
  const own = [person.email, mailbox, domain.split(".")[0] ?? "", person.name, ...person.name.split(/\s+/)]
    .map((word) => word.toLowerCase().trim())
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length);
  const rest = own.reduce((left, word) => left.replaceAll(word, ""), password.toLowerCase());
  const isOwn = rest.length < password.length && rest.length <= PASSWORD_MIN / 2;
  return isOwn ? "This password is little more than your own name or address. Choose another one." : null;
}
