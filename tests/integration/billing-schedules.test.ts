import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { closeDatabase, db, pool } from "#app/core/db.server.ts";
import type {
  SandboxDispute,
  SandboxEvent,
  SandboxRefund,
  SandboxSession,
} from "#app/core/stripe-sandbox/objects.ts";
import {
  decideDispute,
  disputePayment,
  expireSession,
  playScene,
  refundPayment,
} from "#app/core/stripe-sandbox/scenes.server.ts";
import { SandboxRefusal } from "#app/core/stripe-sandbox/store.server.ts";
import { convergePurchase } from "#app/domain/billing/converge-purchase.server.ts";
import { featuredTime } from "#app/domain/billing/featured-time.ts";
import { readLedger } from "#app/domain/billing/ledger.server.ts";
import { reconcile } from "#app/domain/billing/reconcile.server.ts";
import { naiveDays } from "#tests/fixtures/naive-billing.ts";
import {
  converge,
  deliver,
  eventsAbout,
  makeBuyer,
  order,
  type BuyerWorld,
} from "#tests/integration/billing-world.ts";

/** `BILLING_SCHEDULES=10000` for the whole proof. */
const SCHEDULES = Number(process.env.BILLING_SCHEDULES ?? 60);
const BATCH = 30;
const AT_ONCE = 5;
const DAY_MS = 24 * 3600 * 1000;

afterAll(closeDatabase);

/** What can happen to two orders of one opportunity: at the bank, on the wire, in the browser, to the process. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom("pay", "pay", "decline", "delay", "settle", "fail"),
      of: fc.nat(1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("expire"), of: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("refund"),
      of: fc.nat(1),
      percent: fc.constantFrom(10, 50, 100),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("dispute", "win", "lose"), of: fc.nat(1) }) },
  // Any event so far, again or for the first time; those never chosen are lost.
  {
    weight: 7,
    arbitrary: fc.record({ kind: fc.constant("deliver"), which: fc.nat(9), waits: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("redirect"), of: fc.nat(1), waits: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("forget"), of: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reorder"), of: fc.nat(1) }) },
);
type Step = { kind: string; of?: number; which?: number; percent?: number; waits?: boolean };

type Played = {
  buyer: BuyerWorld;
  orders: { id: string; sessionId: string; key: string }[];
  delivered: SandboxEvent[];
};

const sessionOf = async (id: string) =>
  (await pool.query<{ object: SandboxSession }>("select object from sandbox_object where id = $1", [id]))
    .rows[0]!.object;

async function objectsOf<T>(type: string, payment: string): Promise<T[]> {
  const { rows } = await pool.query<{ object: T }>(
    "select object from sandbox_object where type = $1 and object ->> 'payment_intent' = $2 order by place",
    [type, payment],
  );
  return rows.map(({ object }) => object);
}

/** At the bank. What cannot be done in the present state is refused there and changes nothing. */
async function atTheBank(kind: string, sessionId: string, percent: number): Promise<void> {
  if (kind === "expire") return void (await expireSession(sessionId));
  if (["pay", "decline", "delay", "settle", "fail"].includes(kind))
    return void (await playScene(sessionId, kind as "pay"));
  const session = await sessionOf(sessionId);
  const payment = session.payment_intent;
  if (!payment) return;
  if (kind === "refund") await refundPayment(payment, Math.floor((session.amount_total * percent) / 100));
  if (kind === "dispute") await disputePayment(payment);
  const [dispute] = await objectsOf<SandboxDispute>("dispute", payment);
  if (dispute && kind === "win") await decideDispute(dispute.id, "won");
  if (dispute && kind === "lose") await decideDispute(dispute.id, "lost");
}

async function takeStep(
  played: Played,
  { kind, of = 0, which = 0, percent = 0, waits = true }: Step,
): Promise<unknown> {
  const { orders, buyer, delivered } = played;
  const { id, sessionId, key } = orders[of]!;
  if (kind === "deliver") {
    const sessions = await Promise.all(orders.map((each) => sessionOf(each.sessionId)));
    const events = await eventsAbout(...sessions.flatMap((each) => [each.id, each.payment_intent]));
    const event = events[which % Math.max(1, events.length)];
    if (!event) return;
    delivered.push(event);
    if ((await deliver(event)) !== "taken") return;
    const { id: objectId, payment_intent: payment } = event.data.object as {
      id: string;
      payment_intent?: string;
    };
    const job = converge(event.type.startsWith("checkout.session.") ? objectId : payment!);
    return waits ? job : { later: job };
  }
  if (kind === "redirect") return waits ? convergePurchase(id) : { later: convergePurchase(id) };
  // A crash between Stripe's answer and our note of it.
  if (kind === "forget")
    return db.purchase.updateMany({
      where: { id, status: "open" },
      data: { stripeSessionId: null, status: "created", version: { increment: 1 } },
    });
  // The form once more, as after a broken connection.
  if (kind === "reorder") return order(buyer, "featured_30", key);
  return atTheBank(kind, sessionId, percent).catch((error: unknown) => {
    if (!(error instanceof SandboxRefusal)) throw error;
  });
}

async function play(steps: Step[]): Promise<Played> {
  const buyer = await makeBuyer();
  const orders = [];
  for (let count = 0; count < 2; count++) {
    const key = randomUUID();
    const { id, stripeSessionId } = await order(buyer, "featured_30", key);
    orders.push({ id, sessionId: stripeSessionId!, key });
  }
  const played: Played = { buyer, orders, delivered: [] };
  const later: Promise<unknown>[] = [];
  for (const each of steps) {
    const result = await takeStep(played, each);
    if (result && typeof result === "object" && "later" in result)
      later.push(result.later as Promise<unknown>);
  }
  await Promise.all(later);
  return played;
}

/** What the bank's books say an order is worth, in milliseconds: counted from its objects alone. */
async function owedMs(sessionId: string): Promise<{ ms: number; refunded: number }> {
  const session = await sessionOf(sessionId);
  if (session.payment_status !== "paid") return { ms: 0, refunded: 0 };
  const refunds = await objectsOf<SandboxRefund>("refund", session.payment_intent!);
  const [dispute] = await objectsOf<SandboxDispute>("dispute", session.payment_intent!);
  const refunded = refunds.reduce((sum, refund) => sum + refund.amount, 0);
  const share = (session.amount_total - refunded) / session.amount_total;
  const isHeld = dispute !== undefined && dispute.status !== "won";
  return { ms: isHeld ? 0 : Math.floor(30 * 86_400 * share + 1e-6) * 1000, refunded };
}

/** @returns what is wrong, by order; and whether a handler that believes events would have been wrong */
async function judge({
  buyer,
  orders,
  delivered,
}: Played): Promise<{ faults: string[]; isNaiveWrong: boolean }> {
  const faults: string[] = [];
  const { shares, remainingMs } = featuredTime(await readLedger(db, buyer.opportunity.id), Date.now());
  let owed = 0;
  for (const { id, sessionId } of orders) {
    const { ms, refunded } = await owedMs(sessionId);
    owed += ms;
    const entitledMs = shares.find((share) => share.purchaseId === id)?.entitledMs ?? 0;
    if (entitledMs !== ms) faults.push(`${id}: entitled to ${entitledMs} ms, the bank says ${ms}`);
    const { refundedMinor } = await db.purchase.findUniqueOrThrow({ where: { id } });
    if (refundedMinor !== BigInt(refunded))
      faults.push(`${id}: refunded ${refundedMinor}, the bank says ${refunded}`);
    const lines = await db.featuredEvent.findMany({ where: { purchaseId: id }, orderBy: { id: "asc" } });
    if (lines.some((line, place) => place > 0 && lines[place - 1]!.seconds === line.seconds))
      faults.push(`${id}: the same was written twice`);
  }
  if (remainingMs > owed) faults.push(`${remainingMs} ms are left, and ${owed} were owed`);
  const naiveMs = naiveDays(delivered) * DAY_MS;
  return { faults, isNaiveWrong: Math.abs(naiveMs - owed) > 60_000 };
}

test(
  `${SCHEDULES} schedules end with what the bank says, and a handler that believes events does not`,
  { timeout: 3_600_000 },
  async () => {
    const schedules = fc.sample(fc.array(step, { minLength: 6, maxLength: 16 }), {
      numRuns: SCHEDULES,
      seed: 20261122,
    });
    const faults: string[] = [];
    let naiveWrong = 0;
    for (let from = 0; from < schedules.length; from += BATCH) {
      const startedAt = new Date(Date.now() - 1_000);
      const waiting = schedules.slice(from, from + BATCH);
      const played: Played[] = [];
      const work = async () => {
        for (let steps = waiting.shift(); steps; steps = waiting.shift()) played.push(await play(steps));
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      await reconcile(startedAt);
      for (const each of played) {
        const judged = await judge(each);
        faults.push(...judged.faults);
        if (judged.isNaiveWrong) naiveWrong += 1;
        // Nobody looks at these again, the next reconciliation least of all.
        for (const { id, sessionId } of each.orders) {
          await expireSession(sessionId).catch(() => undefined);
          await convergePurchase(id);
        }
      }
    }
    console.info(
      `${SCHEDULES} schedules: ${faults.length} faults; the naive handler is wrong in ${naiveWrong}`,
    );
    expect(faults).toEqual([]);
    expect(naiveWrong / SCHEDULES).toBeGreaterThanOrEqual(0.2);
  },
);
