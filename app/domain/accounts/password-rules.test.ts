import { describe, expect, it } from "vitest";
import { COMMON_PASSWORDS } from "#app/domain/accounts/common-passwords.ts";
import { PASSWORD_MIN } from "#app/domain/accounts/password-limits.ts";
import { commonPasswordProblem, ownPasswordProblem } from "#app/domain/accounts/password-rules.ts";

describe("common passwords", () => {
  it("are refused in any case, whole only", () => {
    expect(commonPasswordProblem("Password@1234")).not.toBeNull();
    expect(commonPasswordProblem("SANYOG-demo-2026")).not.toBeNull();
    expect(commonPasswordProblem("correct horse battery staple over the weir")).toBeNull();
  });

  it("are listed only where the length would not refuse them anyway, in lower case", () => {
    for (const each of COMMON_PASSWORDS) {
      expect(each.length).toBeGreaterThanOrEqual(PASSWORD_MIN);
      expect(each).toBe(each.toLowerCase());
    }
  });
});

describe("passwords made of the person's own name or address", () => {
  const person = { email: "asha.verma@kaveri.example", name: "Asha Verma" };
  it.each(["asha.verma@kaveri.example", "AshaVerma2026", "verma-verma-1", "kaveri123456"])(
    "refuses %s",
    (password) => expect(ownPasswordProblem(password, person)).not.toBeNull(),
  );
  it.each(["asha counts nine grey cranes", "seven grey cranes over"])("accepts %s", (password) =>
    expect(ownPasswordProblem(password, person)).toBeNull(),
  );
  it("does not take a short name for a pattern", () =>
    expect(ownPasswordProblem("lilac anvil orbit", { email: "li@x.example", name: "Li An" })).toBeNull());
});
