import { expect, test } from "vitest";
import { isBeingSigned, mayStep, NDA_STATUSES, NDA_STEPS } from "#app/domain/nda/lifecycle.ts";
import { NdaStatus } from "#prisma/generated/enums.ts";

const all = Object.values(NdaStatus);

test("each step belongs to one side, and only these steps exist", () => {
  const steps = all.flatMap((from) =>
    all.flatMap((to) =>
      (["applicant", "poster"] as const)
        .filter((side) => mayStep(from, to, side))
        .map((side) => `${from} > ${to} by ${side}`),
    ),
  );
  expect(steps).toEqual([
    "invited > accepted by applicant",
    "invited > revoked by poster",
    "accepted > countersigned by poster",
    "accepted > refused by poster",
    "accepted > revoked by poster",
    "countersigned > revoked by poster",
  ]);
  for (const from of all) for (const to of all) expect(mayStep(from, to, null)).toBe(false);
});

test("nothing leads out of an ended agreement, and every state has its words", () => {
  expect(all.filter((status) => Object.keys(NDA_STEPS[status]).length === 0)).toEqual([
    "refused",
    "revoked",
    "replaced",
  ]);
  expect(all.filter(isBeingSigned)).toEqual(["invited", "accepted"]);
  for (const status of all) expect(NDA_STATUSES[status].label).not.toBe("");
});
