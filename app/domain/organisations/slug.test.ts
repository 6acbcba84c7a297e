import fc from "fast-check";
import { expect, it } from "vitest";
import { slugCandidates, slugOf } from "#app/domain/organisations/slug.ts";

it.each([
  ["Kaveri Précision & Tools", "kaveri-precision-and-tools"],
  ["  Société d’Études — Été  ", "societe-detudes-ete"],
  ["तेजस यंत्र", ""],
  ["../../etc", "etc"],
])("makes of %j the address part %j", (name, slug) => expect(slugOf(name)).toBe(slug));

it("makes of any name a part that needs no escaping, and never an empty one", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (name) => {
      const candidates = [...slugCandidates(name)];
      for (const candidate of candidates) expect(candidate).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(new Set(candidates).size).toBe(candidates.length);
    }),
  );
});
