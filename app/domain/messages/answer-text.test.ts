import { describe, expect, it } from "vitest";
import { ANSWER_ABOVE, answerText } from "#app/domain/messages/answer-text.ts";

describe("what somebody wrote in answer to a mail", () => {
  it.each([
    ["alone", "Yes, we can.\r\n\r\nBy May.", "Yes, we can.\n\nBy May."],
    ["above our line", `Yes.\n\nAnything before\n> ${ANSWER_ABOVE}\n> Dear Ravi,`, "Yes.\n\nAnything before"],
    [
      "before an introduction",
      "Yes.\n\nOn Mon, 23 Nov 2026 at 10:00, Sanyog <x@y.example> wrote:\n> Dear",
      "Yes.",
    ],
    [
      "before one in two lines",
      "Yes.\n\nOn Mon, 23 Nov 2026 at 10:00, Sanyog\n<no-reply@sanyog.example> wrote:\n> Dear",
      "Yes.",
    ],
    ["in French", "Oui.\n\nLe lun. 23 nov. 2026 à 10:00, Sanyog a écrit :\n> Dear", "Oui."],
    ["in German", "Ja.\n\nAm 23.11.26 um 10:00 schrieb Sanyog:\n> Dear", "Ja."],
    ["above a head", "Yes.\n\n________________________________\nFrom: Sanyog\nSent: Monday", "Yes."],
    ["without a signature", "Yes.\n-- \nRavi\nHead of production", "Yes."],
    ["without a telephone's", "Yes.\n\nSent from my phone", "Yes."],
    [
      "between quoted lines",
      "> Which press?\nA 200 t press.\n> How old?\nOf 2019.",
      "A 200 t press.\nOf 2019.",
    ],
    ["with a dash that is none", "Two ranges:\n-- 10 to 20\nand more", "Two ranges:\n-- 10 to 20\nand more"],
    [
      "that speaks of writing",
      "On Monday I wrote: we can.\nSo we can.",
      "On Monday I wrote: we can.\nSo we can.",
    ],
    ["not at all", "> quoted\n> only", ""],
  ])("%s", (_, mail, expected) => {
    expect(answerText(mail)).toBe(expected);
  });

  it("is found before the test runs out of time in what was made to take long", () => {
    for (const piece of ["On ", ">", "_", "From: \n", "-- ", "\n", "On a\n"])
      answerText(piece.repeat(200_000));
  });
});
