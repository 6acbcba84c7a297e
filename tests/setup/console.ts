import { afterEach, beforeEach, expect } from "vitest";

let calls: string[] = [];
let expected: RegExp[] = [];

/** Announces that this test writes to console.error; the test fails when it does not. */
export function expectConsoleError(pattern: RegExp = /./s): void {
  expected.push(pattern);
}

const original = console.error;
console.error = (...parts: unknown[]) => {
  calls.push(parts.map((part) => (part instanceof Error ? part.stack : String(part))).join(" "));
};

beforeEach(() => {
  calls = [];
  expected = [];
});

afterEach(() => {
  const surprises = calls.filter((call) => !expected.some((pattern) => pattern.test(call)));
  const missing = expected.filter((pattern) => !calls.some((call) => pattern.test(call)));
  for (const call of surprises) original(call);
  expect(surprises, "console.error was called; use expectConsoleError() where that is right").toEqual([]);
  expect(missing, "console.error was expected and did not come").toEqual([]);
});
