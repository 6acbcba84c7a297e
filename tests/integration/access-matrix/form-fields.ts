import { z } from "zod";

/** Every field that any schema of a form knows. */
const schemaModules = import.meta.glob<Record<string, unknown>>("/app/domain/*/schema.ts", { eager: true });
const schemaFields = Object.values(schemaModules)
  .flatMap((module) => Object.values(module))
  .flatMap((schema) => (schema instanceof z.ZodPipe ? [schema, schema.in] : [schema]))
  .flatMap((schema) => (schema instanceof z.ZodDiscriminatedUnion ? (schema.options as unknown[]) : [schema]))
  .flatMap((schema) => (schema instanceof z.ZodObject ? [Object.keys(schema.shape)] : []));

/** The fields that stand in a schema together with one of these. */
export function fieldsBeside(names: string[]): string[] {
  const own = names.filter((name) => !["intent", "version"].includes(name));
  return [
    ...new Set([
      ...names,
      ...schemaFields.filter((fields) => own.some((name) => fields.includes(name))).flat(),
    ]),
  ];
}
