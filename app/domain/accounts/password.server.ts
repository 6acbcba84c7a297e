import { hash, verify } from "@node-rs/argon2";

/** Argon2id with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Composed and decomposed accents are the same password; no character is ever cut off. */
const normal = (password: string) => password.normalize("NFKC");

/** @returns the PHC string to keep: parameters, salt and hash in one. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), ARGON2ID);
}

/** Made once a process, so that the first sign-in to an unknown account takes no longer than the others. */
const nobodysHash = hashPassword("nobody has this password");

/**
 * Compares a typed password with a kept hash. Without an account (null) or a password it works as long and says no, so that
 * the time of an answer does not tell whether an address has an account.
 */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  // An account that never had a password holds something that is no hash.
  const usable = passwordHash?.startsWith("$argon2id$") ? passwordHash : null;
  const matches = await verify(usable ?? (await nobodysHash), normal(password));
  return matches && usable !== null;
}
