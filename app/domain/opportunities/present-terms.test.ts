import { expect, it } from "vitest";
import { termsOf } from "#app/domain/opportunities/present-terms.ts";

type Row = Parameters<typeof termsOf>[0];

/** A joint venture that offers 26 to 49 percent and seeks a new industrial licence. */
function foreignInvestment(country: string, rest: Partial<Row> = {}): string | undefined {
  const row = {
    kind: "joint_venture",
    currency: "INR",
    equityMinBps: 2_600,
    equityMaxBps: 4_900,
    investmentMinMinor: null,
    investmentMaxMinor: null,
    newIndustrialLicence: true,
    budgetMinor: null,
    termsOnRequest: [] as string[],
    organisation: { country },
    ...rest,
  } as Row;
  return termsOf(row, "en-IN").find(({ term }) => term === "Foreign investment")?.value;
}

it("counts what an Indian poster offers as the foreign share", () => {
  expect(foreignInvestment("IN")).toMatch(/^A foreign share of up to 49% can come by the automatic route/);
});

it("counts what a foreign poster keeps as the foreign share: most when it gives the least", () => {
  expect(foreignInvestment("FR")).toMatch(/^A foreign share of up to 74% can come by the automatic route/);
  expect(foreignInvestment("FR", { equityMinBps: 2_599 })).toMatch(/74\.01% needs government approval/);
  expect(foreignInvestment("FR", { equityMinBps: null })).toMatch(/up to 51%/);
});

it("says nothing where no share is offered", () => {
  expect(foreignInvestment("FR", { equityMinBps: null, equityMaxBps: null })).toBeUndefined();
});
