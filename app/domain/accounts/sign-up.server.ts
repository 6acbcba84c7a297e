import { randomUUID } from "node:crypto";
import { db, type Tx } from "#app/core/db.server.ts";
import { atSteadyPace } from "#app/domain/accounts/steady-pace.ts";
import type { Client } from "#app/domain/accounts/client.ts";
import { hashPassword } from "#app/domain/accounts/password.server.ts";
import type { SignUp } from "#app/domain/accounts/schema.ts";
import { throttle } from "#app/domain/accounts/throttle.server.ts";
import { createOrganisation } from "#app/domain/organisations/create-organisation.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

/**
 * Registers a person with their organisation and sends the link that confirms the address. When the address has an
 * account already, that mailbox is told instead; the caller learns nothing of it, neither by the result nor by the time.
 * @throws DomainError too_many
 */
export async function signUp(input: SignUp, client: Client): Promise<void> {
  await throttle.count("signup", client.address);
  await atSteadyPace(async () => {
    const passwordHash = await hashPassword(input.password);
    const mayMail = await throttle.mayMail(input.email);
    await db.$transaction(async (tx) => {
      const userId = randomUUID();
      const { name, email } = input;
      const { count } = await tx.user.createMany({
        data: [{ id: userId, email, name, passwordHash }],
        skipDuplicates: true,
      });
      if (count === 1) await welcome(tx, userId, input);
      else if (mayMail) await tellOwner(tx, email);
    });
  });
}

async function welcome(tx: Tx, userId: string, input: SignUp): Promise<void> {
  const { organisationName, kind, country, website } = input;
  await createOrganisation(tx, userId, { name: organisationName, kind, country, website });
  await enqueue(tx, "mail.send", { template: "confirm_email", userId });
}

/** Tells the owner of an address that somebody tried to use it again. */
export async function tellOwner(tx: Tx, email: string): Promise<void> {
  const owner = await tx.user.findUnique({ where: { email }, select: { id: true } });
  if (owner) await enqueue(tx, "mail.send", { template: "already_registered", userId: owner.id });
}
