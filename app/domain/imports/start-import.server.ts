import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { withLocalFile } from "#app/core/files.server.ts";
import { hashOfColumns, refuseImporter } from "#app/domain/imports/create-import-run.server.ts";
import { refuseUnfit } from "#app/domain/imports/execute-import.server.ts";
import { getImportRun } from "#app/domain/imports/queries.server.ts";
import { readSample } from "#app/domain/imports/read-rows.server.ts";
import type { ImportMapping, ImportOptions } from "#app/domain/imports/schema.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

type Start = { id: string; mapping: ImportMapping; options: ImportOptions };

/**
 * Queues an import with the mapping that the person chose, and keeps the mapping for the next file with the same
 * columns. A run that has ended stays as its report; starting it again makes a new run of the same file.
 * @returns the id of the run that will do it
 * @throws DomainError not_found, forbidden, conflict while it is running, invalid when the mapping does not fit
 */
export async function startImport(actor: Actor, { id, mapping, options }: Start): Promise<{ id: string }> {
  refuseImporter(actor);
  const run = await getImportRun(actor, id);
  if (!run.storageKey)
    throw new DomainError(
      "conflict",
      "This import came from the command line and can be repeated only there.",
    );
  if (run.status === "queued" || run.status === "running")
    throw new DomainError("conflict", "This import is running already. Wait for its report.");
  const { columns } = await withLocalFile(run.storageKey, (file) => readSample(file, 100));
  refuseUnfit(mapping, columns, options.kind !== null);
  const { organisationId, fileName, storageKey } = run;
  const headerHash = hashOfColumns(columns);
  return db.$transaction(async (tx) => {
    await tx.importMapping.upsert({
      where: { organisationId_headerHash: { organisationId, headerHash } },
      create: { organisationId, headerHash, mapping },
      update: { mapping },
    });
    const next = await (run.status === "uploaded" ? claimRun() : createNextRun());
    await enqueue(tx, "import.run", { importRunId: next.id }, { queueName: `import:${organisationId}` });
    return next;

    /** Two clicks at once: one of them starts it. */
    async function claimRun() {
      const { count } = await tx.importRun.updateMany({
        where: { id, status: "uploaded" },
        data: { status: "queued", mapping, ...options },
      });
      if (count === 0)
        throw new DomainError("conflict", "This import is running already. Wait for its report.");
      return { id };
    }

    function createNextRun() {
      const createdById = actor.kind === "person" ? actor.userId : null;
      return tx.importRun.create({
        data: { organisationId, createdById, fileName, storageKey, status: "queued", mapping, ...options },
        select: { id: true },
      });
    }
  });
}
