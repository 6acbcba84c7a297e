import { db, type Tx } from "#app/core/db.server.ts";
import { hashPassword } from "#app/domain/accounts/password.server.ts";
import type { InterestStatus } from "#app/core/reference/terms.ts";
import { seedAgreements } from "#prisma/seed-agreements.ts";
import { seedConversations } from "#tests/factories/conversations.ts";
import { demoInterests, demoOpportunities, demoOrganisations } from "#tests/factories/demo-content.ts";
import { seedCertificate } from "#prisma/seed-certificates.ts";
import type { DemoInterest, DemoOpportunity, DemoOrganisation } from "#tests/factories/demo/types.ts";
import {
  inDays,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  makeUser,
} from "#tests/factories/factories.ts";

/** Of the four demo accounts; told in the README and on the terminal. */
export const DEMO_PASSWORD = "sanyog-demo-2026";

const ACCOUNT_NAMES = { prime: "Meera Iyer", msme: "Ravi Kulkarni", partner: "Elise Tanguy" };

type Ids = Map<string, string>;

/**
 * Fills an empty database with fictional organisations, opportunities and expressions of interest, in one
 * transaction: a start that is broken off leaves nothing half done.
 * @returns false when there is something in the database already
 */
export async function seedDemo(): Promise<boolean> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return db.$transaction(
    async (tx) => {
      if ((await tx.user.count()) > 0) return false;
      const moderator = await makeUser(
        { email: "moderator@sanyog.example", name: "Anita Rao", passwordHash, isModerator: true },
        tx,
      );
      const organisations: Ids = new Map();
      const people: Ids = new Map();
      for (const organisation of demoOrganisations)
        await seedOrganisation(tx, organisation, {
          passwordHash,
          moderatorId: moderator.id,
          organisations,
          people,
        });
      const opportunities: Ids = new Map();
      for (const opportunity of demoOpportunities)
        opportunities.set(
          opportunity.externalReference,
          await seedOpportunity(tx, opportunity, organisations, people),
        );
      for (const interest of demoInterests)
        await seedInterest(tx, interest, { organisations, people, opportunities });
      await seedAgreements(tx, { organisations, people, opportunities });
      await seedConversations(tx, { organisations, people, opportunities });
      return true;
    },
    { timeout: 60_000, maxWait: 10_000 },
  );
}

async function seedOrganisation(
  tx: Tx,
  { account, certificates = [], capability, ...fields }: DemoOrganisation,
  known: { passwordHash: string; moderatorId: string; organisations: Ids; people: Ids },
): Promise<void> {
  const { passwordHash, moderatorId, organisations, people } = known;
  const organisation = await makeOrganisation(
    { ...fields, ...(capability && { capability: { create: capability } }), createdAt: inDays(-200) },
    tx,
  );
  const person = account
    ? { email: `${account}@sanyog.example`, name: ACCOUNT_NAMES[account], passwordHash }
    : { email: `office@${fields.slug}.example`, name: `Office of ${fields.name}` };
  const user = await makeMember(organisation.id, "owner", person, tx);
  for (const certificate of certificates)
    await seedCertificate(tx, organisation, certificate, { ownerId: user.id, moderatorId });
  organisations.set(fields.slug, organisation.id);
  people.set(fields.slug, user.id);
}

async function seedOpportunity(
  tx: Tx,
  demo: DemoOpportunity,
  organisations: Ids,
  people: Ids,
): Promise<string> {
  const {
    organisation,
    publishedDaysAgo,
    interestDeadlineInDays,
    callDeadlineInDays,
    certifications,
    ...fields
  } = demo;
  const publishedAt = inDays(-publishedDaysAgo);
  const made = await makeOpportunity(
    {
      // The factory's own example values would show through where this kind has none.
      trlCurrent: null,
      iprStatus: null,
      licence: null,
      totFeeMinor: null,
      ...fields,
      organisationId: organisations.get(organisation)!,
      createdAt: publishedAt,
      publishedAt,
      expiresAt: inDays(365 - publishedDaysAgo - 1),
      interestDeadline: interestDeadlineInDays === undefined ? null : inDays(interestDeadlineInDays),
      callDeadline: callDeadlineInDays === undefined ? null : inDays(callDeadlineInDays),
      certifications: { create: certifications ?? [] },
      events: {
        create: [
          { type: "created", toStatus: "draft", actorId: people.get(organisation), createdAt: publishedAt },
          {
            type: "published",
            fromStatus: "draft",
            toStatus: "published",
            actorId: people.get(organisation),
            createdAt: new Date(publishedAt.getTime() + 60_000),
          },
        ],
      },
    },
    tx,
  );
  return made.id;
}

/** The states an EoI went through to reach the one it is in, one day apart. */
const PATHS: Record<InterestStatus, InterestStatus[]> = {
  draft: ["draft"],
  submitted: ["submitted"],
  acknowledged: ["submitted", "acknowledged"],
  shortlisted: ["submitted", "acknowledged", "shortlisted"],
  nda: ["submitted", "acknowledged", "shortlisted", "nda"],
  in_discussion: ["submitted", "acknowledged", "shortlisted", "nda", "in_discussion"],
  agreement: ["submitted", "acknowledged", "shortlisted", "nda", "in_discussion", "agreement"],
  concluded: ["submitted", "acknowledged", "shortlisted", "nda", "in_discussion", "agreement", "concluded"],
  declined: ["submitted", "acknowledged", "declined"],
  withdrawn: ["submitted", "withdrawn"],
};

async function seedInterest(
  tx: Tx,
  demo: DemoInterest,
  ids: { organisations: Ids; people: Ids; opportunities: Ids },
): Promise<void> {
  const { opportunity, organisation, submittedDaysAgo, ...fields } = demo;
  const path = PATHS[demo.status];
  const dayOf = (step: number) => inDays(step - submittedDaysAgo);
  const { organisation: poster } = demoOpportunities.find((each) => each.externalReference === opportunity)!;
  await makeInterest(
    {
      ...fields,
      opportunityId: ids.opportunities.get(opportunity)!,
      organisationId: ids.organisations.get(organisation)!,
      submittedById: ids.people.get(organisation),
      createdAt: dayOf(0),
      submittedAt: demo.status === "draft" ? null : dayOf(0),
      firstAnsweredAt: path.length > 1 && demo.status !== "withdrawn" ? dayOf(1) : null,
      events: {
        create: path.map((toStatus, step) => ({
          fromStatus: path[step - 1] ?? null,
          toStatus,
          actorId: ids.people.get(step === 0 || toStatus === "withdrawn" ? organisation : poster),
          note: toStatus === "declined" ? (demo.declineReason ?? "") : "",
          createdAt: dayOf(step),
        })),
      },
    },
    tx,
  );
}
