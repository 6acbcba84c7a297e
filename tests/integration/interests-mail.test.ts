import { beforeEach, describe, expect, it } from "vitest";
import * as changed from "#app/components/emails/interest-changed.ts";
import * as received from "#app/components/emails/interest-received.ts";
import { db } from "#app/core/db.server.ts";
import { makeInterest, makeMember, makeOpportunity, makeOrganisation } from "#tests/factories/factories.ts";
import type { Interest, Opportunity, User } from "#prisma/generated/client.ts";

let officer: User;
let maker: User;
let opportunity: Opportunity;
let interest: Interest;

beforeEach(async () => {
  const prime = await makeOrganisation({ kind: "public_sector", name: `Radar Works ${crypto.randomUUID()}` });
  const applicant = await makeOrganisation({ name: `Precision Shop ${crypto.randomUUID()}` });
  officer = await makeMember(prime.id, "owner", { name: "Officer One" });
  maker = await makeMember(applicant.id, "owner", { name: "Maker Two" });
  opportunity = await makeOpportunity({ organisationId: prime.id });
  interest = await makeInterest({ opportunityId: opportunity.id, organisationId: applicant.id });
});

const eventTo = (toStatus: "submitted" | "acknowledged" | "declined" | "withdrawn", note = "") =>
  db.interestEvent.create({ data: { interestId: interest.id, toStatus, note } });

describe("mails about an expression of interest", () => {
  it("tell the poster who is interested in what, with the way to its desk", async () => {
    const { id } = await eventTo("submitted");
    const mail = await received.render({
      template: "interest_received",
      interestEventId: id,
      userId: officer.id,
    });
    expect(mail).toMatchObject({ to: officer.email, key: `interest.${id}.${officer.id}` });
    expect(mail!.subject).toMatch(
      new RegExp(`^Precision Shop .* is interested in ${opportunity.reference}$`),
    );
    expect(mail!.action!.url).toMatch(new RegExp(`^https?://[^/]+/desk/interests/${interest.id}$`));
  });

  it("tell the applicant what changed and why, without anybody's address or name of the other side", async () => {
    const { id } = await eventTo("declined", "We need AS9100D.");
    const mail = await changed.render({
      template: "interest_changed",
      interestEventId: id,
      userId: maker.id,
    });
    const text = [mail!.subject, ...mail!.paragraphs].join("\n");
    expect(text).toContain("declined");
    expect(text).toContain("The reason: We need AS9100D.");
    expect(text).toContain("Dear Maker Two");
    for (const secret of [officer.email, officer.name, maker.email]) expect(text).not.toContain(secret);
  });

  it("are not sent to somebody who has left the organisation, nor about what is gone", async () => {
    const { id } = await eventTo("withdrawn");
    const payload = { template: "interest_changed" as const, interestEventId: id, userId: officer.id };
    expect((await changed.render(payload))!.paragraphs.join()).toContain("withdrawn");
    await db.membership.deleteMany({ where: { userId: officer.id } });
    expect(await changed.render(payload)).toBeNull();
    expect(await changed.render({ ...payload, interestEventId: crypto.randomUUID() })).toBeNull();
  });
});
