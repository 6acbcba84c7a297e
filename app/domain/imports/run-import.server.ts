import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { withLocalFile } from "#app/core/files.server.ts";
import { executeImport } from "#app/domain/imports/execute-import.server.ts";

/**
 * The job behind an import from the desk. Runs as the person who started it, with the role that the person has now.
 * What is wrong with the file ends the run as failed; anything else is thrown, and the next attempt goes on.
 */
export async function runImport({ importRunId }: { importRunId: string }): Promise<void> {
  const run = await db.importRun.findUnique({
    where: { id: importRunId },
    select: { status: true, storageKey: true, createdById: true, organisationId: true },
  });
  if (!run?.storageKey || run.status === "finished" || run.status === "failed") return;
  try {
    const actor = await importerOf(run.createdById, run.organisationId);
    await withLocalFile(run.storageKey, (file) => executeImport(actor, importRunId, file));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "unavailable") throw error;
    await db.importRun.update({
      where: { id: importRunId },
      data: { status: "failed", failure: error.message, finishedAt: new Date() },
    });
  }
}

/** @throws DomainError forbidden when the person is not a member any more, or only a viewer */
async function importerOf(userId: string | null, organisationId: string): Promise<Actor> {
  const membership = userId
    ? await db.membership.findUnique({
        where: { userId_organisationId: { userId, organisationId } },
        select: {
          role: true,
          user: true,
          organisation: {
            select: { id: true, slug: true, name: true, kind: true, country: true, verification: true },
          },
        },
      })
    : null;
  if (!membership || membership.role === "viewer")
    throw new DomainError(
      "forbidden",
      "Whoever started this import may not post for the organisation any more.",
    );
  const { user, organisation, role } = membership;
  return {
    kind: "person",
    userId: user.id,
    sessionId: "",
    email: user.email,
    name: user.name,
    emailVerified: user.emailVerifiedAt !== null,
    isModerator: user.isModerator,
    organisation: { ...organisation, role },
  };
}
