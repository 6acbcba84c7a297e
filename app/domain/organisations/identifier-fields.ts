import { z } from "zod";
import {
  checkDuns,
  checkGstin,
  checkLei,
  checkNic,
  checkPan,
  checkUdyam,
  panOfGstin,
  type IdentifierCheck,
} from "#app/core/identifiers.ts";
import { splitList } from "#app/domain/opportunities/typed-text.ts";

const MOST_NIC_CODES = 10;

/** A number that passes its check, in its official spelling; null when nothing is typed. */
const identifier = (check: (text: string) => IdentifierCheck) =>
  z
    .string()
    .optional()
    .transform((text, context): string | null => {
      if (text === undefined || text.trim() === "") return null;
      const checked = check(text);
      if (checked.ok) return checked.value;
      context.addIssue({ code: "custom", message: checked.message });
      return null;
    });

const nicCodes = z
  .string()
  .default("")
  .transform((text, context): string[] => {
    const checks = splitList(text).map(checkNic);
    const wrong = checks.find((each) => !each.ok);
    if (wrong && !wrong.ok) context.addIssue({ code: "custom", message: wrong.message });
    const codes = [...new Set(checks.flatMap((each) => (each.ok ? [each.value] : [])))];
    if (codes.length > MOST_NIC_CODES)
      context.addIssue({ code: "custom", message: `Name at most ${MOST_NIC_CODES} codes.` });
    return codes;
  });

/** Registration numbers, each by its own check and PAN and GSTIN together. What passes is "format checked", no more. */
export const identifierFields = z
  .object({
    udyam: identifier(checkUdyam),
    gstin: identifier(checkGstin),
    pan: identifier(checkPan),
    nicCodes,
    lei: identifier(checkLei),
    duns: identifier(checkDuns),
  })
  .superRefine(({ gstin, pan }, context) => {
    if (gstin && pan && panOfGstin(gstin) !== pan)
      context.addIssue({
        code: "custom",
        path: ["pan"],
        message: `The GSTIN holds the PAN ${panOfGstin(gstin)}, which is another one. Correct the PAN or the GSTIN.`,
      });
  });
