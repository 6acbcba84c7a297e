import { expect, it } from "vitest";
import { KINDS, questionsFor } from "#tests/bench/search-questions.ts";

const questions = questionsFor(1_000);

it.each(KINDS)("asks at least 200 different ones of the kind “%s”, the same every time", (kind) => {
  const asked = questions[kind].map((query) => JSON.stringify(query));
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.length).toBeGreaterThanOrEqual(200);
  expect(questionsFor(1_000)[kind].map((query) => JSON.stringify(query))).toEqual(asked);
});
