import { afterAll, describe, expect, test, vi } from "vitest";
import { closeDatabase, db, pool } from "#app/core/db.server.ts";
import { refundPayment } from "#app/core/stripe-sandbox/scenes.server.ts";
import { convergePurchase } from "#app/domain/billing/converge-purchase.server.ts";
import { handlers } from "#app/jobs/handlers.server.ts";
import { renderMail } from "#app/jobs/mail-templates.server.ts";
import { atPayment, makeBuyer, order } from "#tests/integration/billing-world.ts";

afterAll(closeDatabase);

vi.setConfig({ testTimeout: 30_000 });

type NewsJob = {
  id: string;
  payload: { template: "billing_news"; purchaseId: string; what: "paid" | "refunded" | "failed" };
};

/** The mails about an order that are queued, the oldest first. */
async function queuedNews(purchaseId: string): Promise<NewsJob[]> {
  const { rows } = await pool.query<NewsJob>(
    `select job.id::text, job.payload from graphile_worker._private_jobs job
     where job.payload->>'purchaseId' = $1 and job.payload->>'template' = 'billing_news' order by job.id`,
    [purchaseId],
  );
  return rows;
}

describe("mails to the billing address", () => {
  test("however often and at once an order is looked at, a receipt, a refund and nothing more", async () => {
    const buyer = await makeBuyer();
    const { id, stripeSessionId } = await order(buyer);
    await atPayment(stripeSessionId, "pay");
    await Promise.all(Array.from({ length: 12 }, () => convergePurchase(id)));
    expect((await queuedNews(id)).map(({ payload }) => payload.what)).toEqual(["paid"]);
    const { stripePaymentId } = await db.purchase.findUniqueOrThrow({ where: { id } });
    await refundPayment(stripePaymentId!, 100_000);
    await Promise.all(Array.from({ length: 12 }, () => convergePurchase(id)));
    const jobs = await queuedNews(id);
    expect(jobs.map(({ payload }) => payload.what)).toEqual(["paid", "refunded"]);

    const [receipt, refund] = await Promise.all(jobs.map(({ payload }) => renderMail(payload)));
    expect(receipt).toMatchObject({ to: "accounts@prime.example" });
    expect(receipt!.subject).toContain("₹5,898.82");
    expect(receipt!.paragraphs.join(" ")).toContain("₹4,999 and CGST ₹449.91, SGST ₹449.91");
    expect(refund!.paragraphs.join(" ")).toContain("₹1,000 in all went back");

    const send = () =>
      handlers["mail.send"](jobs[0]!.payload, { jobId: jobs[0]!.id, signal: new AbortController().signal });
    await send();
    await send();
    expect(await db.sentMail.count({ where: { key: `job-${jobs[0]!.id}` } })).toBe(1);
  });

  test("a slow payment that fails is told once, and not at all when it is not true any more", async () => {
    const buyer = await makeBuyer();
    const { id, stripeSessionId } = await order(buyer);
    await atPayment(stripeSessionId, "delay");
    await convergePurchase(id);
    expect(await queuedNews(id)).toEqual([]);
    await atPayment(stripeSessionId, "fail");
    await Promise.all([convergePurchase(id), convergePurchase(id)]);
    const [job, ...more] = await queuedNews(id);
    expect([job!.payload.what, more]).toEqual(["failed", []]);
    expect((await renderMail(job!.payload))!.subject).toContain("did not arrive");
    await db.purchase.update({ where: { id }, data: { status: "paid" } });
    expect(await renderMail(job!.payload)).toBeNull();
  });
});
