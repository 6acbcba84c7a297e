/**
 * Compares databases with schema.prisma by Prisma's own schema engine, compiled to WebAssembly.
 * A development tool: `prisma migrate` needs a native engine that has to be downloaded, this does not.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";

const SCHEMA_PATH = "prisma/schema.prisma";

/** PostgreSQL's one-byte "char", which the catalogue uses and the adapter does not know. */
const CHAR_OID = 18;
const BPCHAR_OID = 1042;

/** Live in the database but not in schema.prisma, as `schema.table`. */
export const UNMANAGED_TABLES = ["public._prisma_migrations", "public.throttle"];

type EngineModule = { SchemaEngine: typeof SchemaEngine; __wbg_set_wasm(exports: object): void };

let engine: Promise<typeof SchemaEngine> | undefined;

/** Once only: the glue code keeps views of its instance's memory. */
const loadEngine = () => (engine ??= instantiateEngine());

async function instantiateEngine(): Promise<typeof SchemaEngine> {
  // The engine hands its last words to this global, which Prisma's CLI defines.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`The schema engine broke down: ${message}`);
      },
    },
  });
  const require = createRequire(import.meta.url);
  const glue = "@prisma/schema-engine-wasm/schema_engine_bg";
  const module = (await import(glue)) as EngineModule & WebAssembly.ModuleImports;
  const bytes = readFileSync(require.resolve(glue).replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": module });
  module.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
  return module.SchemaEngine;
}

type PerformIo = (query: SqlQuery) => Promise<{ fields?: { dataTypeID: number }[] }>;

/** The pg adapter, taught to hand out the "char" columns of pg_catalog as characters. */
function catalogueReader(url: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(url);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const charColumns = new WeakMap<SqlQuery, number[]>();
    const reader = adapter as unknown as { performIO: PerformIo };
    const performIo = reader.performIO.bind(adapter);
    reader.performIO = async (query) => {
      const result = await performIo(query);
      const found = (result.fields ?? []).flatMap((field, i) => (field.dataTypeID === CHAR_OID ? [i] : []));
      for (const i of found) result.fields![i]!.dataTypeID = BPCHAR_OID;
      charColumns.set(query, found);
      return result;
    };
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const i of charColumns.get(query) ?? []) result.columnTypes[i] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  };
  return factory;
}

/**
 * SQL that turns the database at `url` into what schema.prisma says, "" when they agree.
 * Prisma knows nothing of expression indexes, triggers, functions and checks: it neither drafts nor drops them.
 * @param unmanaged tables that live in the database but not in schema.prisma, as `schema.table`
 */
export async function diffSchema(url: string, unmanaged: string[] = []): Promise<string> {
  const files = [{ path: SCHEMA_PATH, content: readFileSync(SCHEMA_PATH, "utf8") }];
  const Engine = await loadEngine();
  const factory = bindMigrationAwareSqlAdapterFactory(catalogueReader(url));
  const engine = await Engine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => undefined,
    factory,
  );
  try {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: process.cwd() },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: unmanaged, externalEnums: [] },
    });
    const sql = (stdout ?? "").trim();
    return sql === "-- This is an empty migration." ? "" : sql;
  } finally {
    engine.free();
  }
}
