import { expect, it } from "vitest";
import {
  numberOf,
  parseDocuments,
  parseJudgements,
  parseQuestions,
  toSearchDocument,
} from "#tests/bench/search-cranfield.ts";

const DOCUMENTS = `.I 1
.T
a wing in a
slipstream .
.A
nobody,n.
.B
j. of nothing, 1958.
.W
a wing in a slipstream .
  lift was measured .
.I 2
.T
.A
.B
.W
.I 10
.T
heat
.W
heat transfer .
`;

it("reads title and text in one line each and leaves out documents without a text", () => {
  expect(parseDocuments(DOCUMENTS)).toEqual([
    { number: "1", title: "a wing in a slipstream .", text: "a wing in a slipstream . lift was measured ." },
    { number: "10", title: "heat", text: "heat transfer ." },
  ]);
});

it("numbers questions by their place, not by what stands after .I", () => {
  expect(parseQuestions(".I 001\n.W\nwhat is\nlift .\n.I 004\n.W\nwhat is drag .\n")).toEqual([
    "what is lift .",
    "what is drag .",
  ]);
});

it("takes code 1 for the best, 4 for the weakest, and -1 for nothing", () => {
  const judgements = parseJudgements("1 184 1 \n1 29 4\n1 31 -1\n2 7 2\n");
  expect([...judgements.get(1)!]).toEqual([
    ["184", 4],
    ["29", 1],
    ["31", 0],
  ]);
  expect(judgements.get(2)!.get("7")).toBe(3);
});

it("gives documents that carry no words but their own, and finds their numbers again", () => {
  const [, document] = parseDocuments(DOCUMENTS);
  const stored = toSearchDocument(document!);
  expect([stored.title, stored.description, stored.labels, stored.organisationName]).toEqual([
    "heat",
    "heat transfer .",
    [],
    "",
  ]);
  expect(numberOf(stored.id)).toBe("10");
  expect(toSearchDocument(document!, true)).toMatchObject({ title: "", description: "heat heat transfer ." });
});
