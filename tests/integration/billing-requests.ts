import { randomUUID } from "node:crypto";
import { db } from "#app/core/db.server.ts";
import { makeMember, signIn } from "#tests/factories/factories.ts";
import type { BuyerWorld } from "#tests/integration/billing-world.ts";
import { answerOf, type Answer } from "#tests/integration/route-answer.ts";

type Handler = (args: never) => Promise<unknown>;
export type Asked = { path: string; params?: Record<string, string>; cookie: string | undefined };

export function run(handler: Handler, { path, params = {}, cookie }: Asked, form?: Record<string, string>) {
  const request = new Request(`http://localhost${path}`, {
    headers: cookie ? { Cookie: cookie } : {},
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
  });
  return answerOf(handler({ request, params, context: {} } as never));
}

export const featurePage = (buyer: BuyerWorld, cookie = buyer.cookie): Asked => ({
  path: `/desk/opportunities/${buyer.opportunity.reference}/feature`,
  params: { reference: buyer.opportunity.reference },
  cookie,
});
export const purchaseAt = (id: string, cookie: string, query = ""): Asked => ({
  path: `/desk/billing/purchases/${id}${query}`,
  params: { id },
  cookie,
});
export const overview = (cookie: string, query = ""): Asked => ({ path: `/desk/billing${query}`, cookie });

type Shown = { purchase: { state: string }; hasAnswer: boolean; story: Story };
type Story = {
  lines: { text: string }[];
  featured: { until: string | null; remainingSeconds: number } | null;
  creditsLeft: number | null;
};
export const shown = (answer: Answer) => answer.data as Shown;
export const choice = (requestKey: string = randomUUID(), plan = "featured_60") => ({
  plan,
  pay: "stripe",
  requestKey,
});
export const ordersOf = (buyer: BuyerWorld) =>
  db.purchase.findMany({ where: { organisationId: buyer.organisation.id } });

export async function colleague(buyer: BuyerWorld, role: "editor" | "viewer") {
  const user = await makeMember(buyer.organisation.id, role);
  return { user, cookie: await signIn(user, buyer.organisation.id) };
}
