import { z } from "zod";
import { certificationValues, findCertification } from "#app/core/reference/certifications.ts";
import { tidyLine, tidyText } from "#app/domain/opportunities/typed-text.ts";

const EARLIEST_ISSUE = "1970-01-01";
/** No certification body gives more; a longer one is a slip of the pen. */
const LONGEST_YEARS = 10;

const line = (missing: string, max: number) =>
  z
    .string({ error: missing })
    .overwrite(tidyLine)
    .min(1, missing)
    .max(max, `Shorten this to ${max} characters`);

/** What is no date is not compared with the other one. */
const day = (missing: string) =>
  z.iso.date({ abort: true, error: ({ input }) => (input ? "Enter a date like 2026-03-31" : missing) });

const yearsLater = (date: string, years: number) => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;

export const CERTIFICATE_LIMITS = { number: 80, body: 160, scope: 1_000 } as const;

/** One certificate as its form has it. Dates are calendar dates, `YYYY-MM-DD`. */
export const certificateSchema = z
  .object({
    standard: z.enum(certificationValues, { error: "Choose the standard from the list" }),
    number: line("Enter the number on the certificate", CERTIFICATE_LIMITS.number),
    body: line("Enter who issued it, like the name of the certification body", CERTIFICATE_LIMITS.body),
    scope: z
      .string()
      .overwrite(tidyText)
      .max(CERTIFICATE_LIMITS.scope, "Shorten the scope to 1,000 characters")
      .default(""),
    issuedOn: day("Enter the day from which it counts").refine(
      (date) => date >= EARLIEST_ISSUE,
      "Enter the day from which it counts; it lies later than 1970",
    ),
    expiresOn: day("Enter the last day on which it counts").optional(),
  })
  .superRefine(({ standard, issuedOn, expiresOn }, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", path: ["expiresOn"], message });
    if (expiresOn === undefined) {
      const certification = findCertification(standard);
      if (certification?.validityMonths != null)
        refuse(`A certificate for ${certification.label} has an end. Enter the last day on which it counts`);
    } else if (expiresOn < issuedOn) refuse("It ends before it begins. Check both dates");
    else if (expiresOn > yearsLater(issuedOn, LONGEST_YEARS))
      refuse(`That is more than ${LONGEST_YEARS} years. Check both dates`);
  });
export type CertificateForm = z.output<typeof certificateSchema>;

export const certificateIdSchema = z.uuid();
