import { defineConfig } from "vitest/config";

/** Tests that need PostgreSQL, wherever they stand. */
const ON_DATABASE = ["tests/integration/**/*.test.{ts,tsx}", "search/**/contract.test.ts"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "app/**/*.test.{ts,tsx}",
            "search/**/*.test.ts",
            "tests/factories/**/*.test.ts",
            "tests/bench/**/*.test.ts",
          ],
          exclude: ON_DATABASE,
          setupFiles: ["tests/setup/console.ts"],
          // Thousands of generated cases take their time on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "integration",
          include: ON_DATABASE,
          globalSetup: ["tests/setup/template-database.ts"],
          setupFiles: ["tests/setup/database.ts", "tests/setup/console.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
