import { config } from "#app/core/config.server.ts";
import { openEmbeddedDatabase } from "#app/core/embedded-postgres.server.ts";
import { migrateDatabase } from "#prisma/migrate.server.ts";

/**
 * Gives a command its database: the given one, or the data folder's own, joined when a server runs and
 * started otherwise; up to date either way.
 * @param environment where the address is put for the command's modules, which are loaded afterwards
 * @returns leaves the database again
 */
export async function openForCommand(
  environment: Record<string, string | undefined>,
): Promise<() => Promise<void>> {
  const embedded =
    config.database.kind === "embedded" ? await openEmbeddedDatabase(config.dataDir) : undefined;
  if (embedded) environment.EMBEDDED_DATABASE_URL = embedded.url;
  try {
    await migrateDatabase(embedded?.url ?? config.database.url);
  } catch (error) {
    await embedded?.close();
    throw error;
  }
  return async () => embedded?.close();
}
