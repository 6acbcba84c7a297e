import { Readable } from "node:stream";
import { db, pool } from "#app/core/db.server.ts";
import { storeFile } from "#app/core/files.server.ts";
import type { DisclosureLevel } from "#app/core/reference/terms.ts";
import { shortlistInterest } from "#app/domain/interests/shortlist-interest.server.ts";
import { advanceInterest } from "#app/domain/interests/advance-interest.server.ts";
import { publishNdaText } from "#app/domain/nda/publish-text.server.ts";
import { makeInterest, makeOpportunity } from "#tests/factories/factories.ts";
import { pdfOf } from "#tests/fixtures/pdfs.ts";
import { actAs } from "#tests/integration/posting-actors.ts";

export const BODY = "Nothing that is shown here is passed on to anybody outside the organisation. ".repeat(5);
export const FROM = { address: "203.0.113.9", userAgent: "tests" };
export const signature = { name: "Asha Verma", role: "Managing director", agrees: "on" } as const;

/** A prime with its text, two of its people, an applicant with two of its people, and a shortlisted EoI. */
export async function makeNdaWorld() {
  const prime = await actAs({ kind: "research_body" });
  const colleague = await actAs({ id: prime.organisation.id }, "editor");
  const applicant = await actAs({ kind: "msme" });
  const second = await actAs({ id: applicant.organisation.id }, "editor");
  const opportunity = await makeOpportunity({ organisationId: prime.organisation.id });
  const interest = await makeInterest({
    opportunityId: opportunity.id,
    organisationId: applicant.organisation.id,
  });
  await publishNdaText(prime, { after: 0, title: "NDA", body: BODY });
  await shortlistInterest(prime, interest.id, { version: 1, note: "" });
  await forgetJobs();
  return { prime, colleague, applicant, second, opportunity, interestId: interest.id };
}
export type NdaWorld = Awaited<ReturnType<typeof makeNdaWorld>>;

/** Takes the EoI to `nda`; gives the invitation. */
export async function invite({ prime, interestId }: NdaWorld) {
  const { version } = await db.interest.findUniqueOrThrow({ where: { id: interestId } });
  await advanceInterest(prime, interestId, { version, note: "", to: "nda" });
  return openAgreement(prime.organisation.id);
}

/** The agreement of a prime that is being signed. */
export function openAgreement(primeId: string) {
  return db.ndaAgreement.findFirstOrThrow({
    where: { primeId, status: { in: ["invited", "accepted"] } },
    include: { text: true },
  });
}

export async function makeDocument(
  opportunityId: string,
  disclosure: DisclosureLevel,
  content?: Buffer,
  name = "design.pdf",
) {
  const bytes = content ?? (await pdfOf([{}, {}]));
  const file = await storeFile(Readable.from([bytes]), { maxBytes: 60_000_000 });
  return db.document.create({
    data: {
      ...file,
      opportunityId,
      disclosure,
      name,
      mediaType: name.endsWith(".pdf") ? "application/pdf" : "text/plain",
    },
  });
}

export const forgetJobs = () => pool.query("delete from graphile_worker._private_jobs");

/** The queued mails as "template user". */
export async function queuedMails(): Promise<{ template: string; userId: string }[]> {
  const { rows } = await pool.query<{ payload: { template: string; userId: string } }>(
    `select j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'mail.send' order by j.id`,
  );
  return rows.map(({ payload }) => payload);
}
