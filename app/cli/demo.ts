import { closeDatabase } from "#app/core/db.server.ts";
import { seedDemo } from "#prisma/seed.ts";

/** Fills an empty database with the demo, and leaves no connection behind. */
export async function fillWithDemo(): Promise<void> {
  try {
    await seedDemo();
  } finally {
    await closeDatabase();
  }
}
