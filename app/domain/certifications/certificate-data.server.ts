import { fieldError } from "#app/core/errors.ts";
import type { CertificateForm } from "#app/domain/certifications/schema.ts";
import { Prisma } from "#prisma/generated/client.ts";

const midnight = (date: string) => new Date(`${date}T00:00:00Z`);

/** A form's certificate as its row has it. */
export function certificateData({ issuedOn, expiresOn, ...form }: CertificateForm) {
  return {
    ...form,
    issuedOn: midnight(issuedOn),
    expiresOn: expiresOn === undefined ? null : midnight(expiresOn),
  };
}

/** Runs a write; the unique index has the last word on one number of one standard. @throws DomainError conflict */
export async function sameNumberRefused<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")) throw error;
    throw fieldError(
      "number",
      "A certificate with this standard and number is in your register already. Change that one instead",
      "conflict",
    );
  }
}
