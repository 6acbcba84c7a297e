import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { organisationGroupValues } from "#app/core/reference/terms.ts";
import { profileHints } from "#app/domain/desk/profile-hints.ts";

const full = {
  about: "We mill.",
  city: "Pune",
  website: "https://works.example",
  sectors: ["space"],
  foundedYear: 1998,
  yearlyTurnoverMinor: 0n,
  _count: { certificates: 1 },
};
const empty: Parameters<typeof profileHints>[0] = {
  about: " ",
  city: "",
  website: "",
  sectors: [],
  foundedYear: null,
  yearlyTurnoverMinor: null,
  _count: { certificates: 0 },
};

describe("what a profile lacks", () => {
  it("is nothing when all is there, and one hint less for each thing that is filled in", () => {
    const chosen = fc.subarray(Object.keys(full) as (keyof typeof full)[]);
    fc.assert(
      fc.property(chosen, fc.constantFrom(...organisationGroupValues), (names, audience) => {
        const profile = { ...empty, ...Object.fromEntries(names.map((name) => [name, full[name]])) };
        // How old and how large a prime is matters to nobody's requirement.
        const applicants = ["foundedYear", "yearlyTurnoverMinor", "_count"];
        const counted = (name: string) => !(audience === "prime" && applicants.includes(name));
        const missing = Object.keys(full).filter(
          (name) => counted(name) && !names.includes(name as keyof typeof full),
        );
        expect(profileHints(profile, audience)).toHaveLength(missing.length);
      }),
    );
  });

  it("asks an MSME for its sectors first", () => {
    expect(profileHints(empty, "msme")[0]).toContain("sectors");
  });
});
