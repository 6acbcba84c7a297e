import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { organisationGroupValues } from "#app/core/reference/terms.ts";
import { outlookOf, type Outlook } from "#app/domain/eligibility/outlook.ts";
import { missingItems } from "#app/domain/organisations/completeness.ts";
import type { OwnProfile } from "#app/domain/organisations/profile.server.ts";
import { asking, SHOP } from "#tests/fixtures/eligibility.ts";

const NOTHING = {
  kind: "msme",
  country: "IN",
  about: " ",
  city: "",
  website: "",
  sectors: [],
  foundedYear: null,
  yearlyTurnoverMinor: null,
  enterpriseClass: null,
  industrialLicence: null,
  _count: { certificates: 0 },
  capability: {
    ...{ processes: [], otherProcesses: [], equipment: [], pastSupplies: [], nicCodes: [] },
    ...{ udyam: null, gstin: null, pan: null, lei: null, duns: null },
  },
} as unknown as OwnProfile;

/** Each thing by itself, as a change of a profile that states nothing. */
const CHANGES: Record<string, (profile: OwnProfile) => OwnProfile> = {
  sectors: (profile) => ({ ...profile, sectors: ["space"] }),
  certificates: (profile) => ({ ...profile, _count: { certificates: 1 } }),
  turnover: (profile) => ({ ...profile, yearlyTurnoverMinor: 0n }),
  founded_year: (profile) => ({ ...profile, foundedYear: 1998 }),
  enterprise_class: (profile) => ({ ...profile, enterpriseClass: "micro" }),
  industrial_licence: (profile) => ({ ...profile, industrialLicence: false }),
  about: (profile) => ({ ...profile, about: "We mill." }),
  processes: (profile) => ({
    ...profile,
    capability: { ...profile.capability, otherProcesses: ["Lapping"] },
  }),
  equipment: (profile) => ({
    ...profile,
    capability: {
      ...profile.capability,
      equipment: [{ what: "Lathe", maker: "", capacity: "", quantity: 1 }],
    },
  }),
  supplies: (profile) => ({
    ...profile,
    capability: {
      ...profile.capability,
      pastSupplies: [{ customer: "A yard", what: "Gears", year: 2020, value: null }],
    },
  }),
  identifiers: (profile) => ({
    ...profile,
    capability: { ...profile.capability, udyam: "UDYAM-KR-03-0012345" },
  }),
  city: (profile) => ({ ...profile, city: "Pune" }),
  website: (profile) => ({ ...profile, website: "https://works.example" }),
};

const silent = { ...SHOP, foundedYear: null, yearlyTurnover: null, enterpriseClass: null };
const market = (count: number): Outlook =>
  outlookOf(
    [
      { requirements: asking({ minimumTurnoverMinor: "1" }), opportunities: count, askingForSupplies: 0 },
      { requirements: asking({ minimumYears: 2 }), opportunities: 2, askingForSupplies: 2 },
    ],
    silent,
    "2026-11-22",
  );

describe("what a profile lacks", () => {
  it("is nothing when all is there, and one item less for each thing that is filled in", () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(CHANGES)), (names) => {
        const profile = names.reduce((before, name) => CHANGES[name]!(before), NOTHING);
        const ids = missingItems(profile, "msme", market(37)).map(({ id }) => id);
        expect(ids.toSorted()).toEqual(
          Object.keys(CHANGES)
            .filter((name) => !names.includes(name))
            .sort(),
        );
      }),
    );
  });

  it("names how many ask, leads to them, and puts what is asked most before the rest", () => {
    const items = missingItems(NOTHING, "msme", market(37));
    const of = (id: string) => items.find((each) => each.id === id)!;
    expect(of("turnover")).toEqual({
      id: "turnover",
      text: "State your yearly turnover: 37 open opportunities ask for one; for 37 of them nothing else is missing.",
      to: "/desk/organisation/edit/size#profile-yearlyTurnover",
      results: "/desk/eligibility/asks/turnover",
    });
    expect(of("industrial_licence").results).toBeNull();
    expect(of("supplies").text).toBe("List past supplies: 2 open opportunities ask for experience.");
    const order = (count: number) =>
      missingItems(NOTHING, "msme", market(count))
        .map(({ id }) => id)
        .filter((id) => ["turnover", "founded_year"].includes(id));
    expect(order(1)).toEqual(["founded_year", "turnover"]);
    expect(order(3)).toEqual(["turnover", "founded_year"]);
  });

  it("asks nobody for what does not concern them", () => {
    for (const audience of organisationGroupValues) {
      const ids = missingItems(NOTHING, audience, audience === "prime" ? null : market(1)).map(
        ({ id }) => id,
      );
      expect(ids.includes("turnover")).toBe(audience !== "prime");
    }
    const university = { ...NOTHING, kind: "foreign_university", country: "FR" } as OwnProfile;
    const ids = missingItems(university, "partner", market(1)).map(({ id }) => id);
    expect(ids).not.toContain("enterprise_class");
    expect(
      missingItems(university, "partner", market(1)).find(({ id }) => id === "identifiers")!.text,
    ).toContain("your LEI");
  });
});
