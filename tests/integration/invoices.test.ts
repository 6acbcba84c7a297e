import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { closeDatabase, db, pool, type Tx } from "#app/core/db.server.ts";
import { refundPayment } from "#app/core/stripe-sandbox/scenes.server.ts";
import { convergePurchase } from "#app/domain/billing/converge-purchase.server.ts";
import type { InvoiceDocument } from "#app/domain/billing/invoice-document.ts";
import { addUp } from "#app/domain/billing/invoice.ts";
import { issueInvoices, takeSerial } from "#app/domain/billing/issue-invoices.server.ts";
import { reconcile } from "#app/domain/billing/reconcile.server.ts";
import { spendCredit } from "#app/domain/billing/spend-credit.server.ts";
import { atPayment, makeBuyer, order } from "#tests/integration/billing-world.ts";

afterAll(closeDatabase);

const PAID_AT = new Date("2026-11-22T10:00:00Z");

const papersOf = (purchaseId: string) =>
  db.invoice.findMany({ where: { purchaseId }, orderBy: [{ kind: "asc" }, { serial: "asc" }] });
const documentOf = ({ document }: { document: unknown }) => document as InvoiceDocument;
const reread = (id: string) => db.purchase.findUniqueOrThrow({ where: { id } });

async function paidOrder(profile: Parameters<typeof makeBuyer>[0] = {}, plan = "featured_30") {
  const buyer = await makeBuyer(profile);
  const { id, stripeSessionId } = await order(buyer, plan);
  await atPayment(stripeSessionId, "pay");
  await convergePurchase(id);
  return { buyer, purchase: await reread(id) };
}

/** Has the sandbox give back a part, and tells the order of it. */
async function refund(purchaseId: string, amount: number | null) {
  const { stripePaymentId } = await reread(purchaseId);
  const made = await refundPayment(stripePaymentId!, amount);
  await convergePurchase(purchaseId);
  return made;
}

/** Changes what the sandbox says of a refund, as when a bank refuses it. */
const setRefundStatus = (id: string, status: string) =>
  pool.query(
    `update sandbox_object set object = object || jsonb_build_object('status', $2::text) where id = $1`,
    [id, status],
  );

async function gapsIn(kind: string): Promise<number[]> {
  const { rows } = await pool.query<{ missing: number }>(
    `select n as missing from invoice_counter c, generate_series(1, c.last_serial) n
     where c.kind = $1::invoice_kind and not exists
       (select from invoice i where i.kind = c.kind and i.financial_year = c.financial_year and i.serial = n)`,
    [kind],
  );
  return rows.map(({ missing }) => missing);
}

describe("an invoice", () => {
  test("is issued once when the order is paid, with the order's amounts and parties", async () => {
    const { buyer, purchase } = await paidOrder({ stateCode: "27" });
    await Promise.all(Array.from({ length: 6 }, () => convergePurchase(purchase.id)));
    const [invoice, ...more] = await papersOf(purchase.id);
    expect(more).toEqual([]);
    expect(invoice).toMatchObject({
      kind: "invoice",
      organisationId: buyer.organisation.id,
      netMinor: 499_900n,
      igstMinor: 89_982n,
      totalMinor: 589_882n,
    });
    expect(invoice!.number).toMatch(/^SY\/\d\d-\d\d\/\d{6}$/);
    expect(documentOf(invoice!)).toMatchObject({
      title: "Tax invoice",
      number: invoice!.number,
      placeOfSupply: "Maharashtra (27)",
      serviceCode: "998365",
      totalMinor: "589882",
      totalInWords: "Five Thousand Eight Hundred Ninety Eight Rupees And Eighty Two Paise Only",
      seller: { gstin: "29AAGCB7383J1Z4", place: "Karnataka (29), India" },
      buyer: { legalName: `${buyer.organisation.name} Limited` },
    });
  });

  test("of an export has no tax and says why", async () => {
    const { purchase } = await paidOrder({ country: "DE", stateCode: "" });
    const [invoice] = await papersOf(purchase.id);
    expect(invoice).toMatchObject({ currency: "USD", totalMinor: 7_900n, igstMinor: 0n });
    expect(documentOf(invoice!)).toMatchObject({ totalInWords: "Seventy Nine Dollars Only" });
    expect(documentOf(invoice!).remarks.join(" ")).toMatch(/WITHOUT PAYMENT OF INTEGRATED TAX/);
  });

  test("is for packs, and not for the listings that their credits pay", async () => {
    const { buyer, purchase } = await paidOrder({}, "pack_10");
    expect(await papersOf(purchase.id)).toHaveLength(1);
    const { purchaseId } = await spendCredit(buyer.actor, {
      plan: "pack_10",
      pay: "credit",
      requestKey: randomUUID(),
      reference: buyer.opportunity.reference,
    });
    expect(await papersOf(purchaseId)).toEqual([]);
  });

  test("is not for an order that is not paid, or whose amount is another", async () => {
    const buyer = await makeBuyer();
    const open = await order(buyer);
    await convergePurchase(open.id);
    const wrong = await order(buyer, "featured_60");
    await pool.query(`update sandbox_object set object = object || '{"amount_total": 100}' where id = $1`, [
      wrong.stripeSessionId,
    ]);
    await atPayment(wrong.stripeSessionId, "pay");
    await convergePurchase(wrong.id);
    expect(await reread(wrong.id)).toMatchObject({
      status: "paid",
      problem: expect.stringContaining("100") as string,
    });
    expect([...(await papersOf(open.id)), ...(await papersOf(wrong.id))]).toEqual([]);
  });

  test("belongs to the year in which India's calendar stood when it was paid", async () => {
    const { purchase } = await paidOrder();
    const issue = (paidAt: string) =>
      db
        .$transaction(async (tx) => {
          await issueInvoices(
            tx,
            { ...purchase, id: await copyOf(tx, purchase.id), paidAt: new Date(paidAt) },
            [],
          );
          const written = await tx.invoice.findFirstOrThrow({ orderBy: { writtenAt: "desc" } });
          throw Object.assign(new Error("only to look at"), { written });
        })
        .catch(
          (error: { written: { number: string; financialYear: string; issuedOn: Date } }) => error.written,
        );
    expect(await issue("2027-03-31T18:29:59Z")).toMatchObject({
      financialYear: "2026-27",
      issuedOn: new Date("2027-03-31"),
    });
    expect(await issue("2027-03-31T18:30:00Z")).toMatchObject({
      financialYear: "2027-28",
      number: "SY/27-28/000001",
      issuedOn: new Date("2027-04-01"),
    });
  });

  test("is written once", async () => {
    const { purchase } = await paidOrder();
    const [invoice] = await papersOf(purchase.id);
    await expect(db.invoice.update({ where: { id: invoice!.id }, data: { totalMinor: 1 } })).rejects.toThrow(
      /written once/,
    );
    await expect(db.invoice.delete({ where: { id: invoice!.id } })).rejects.toThrow(/written once/);
  });
});

/** A paid order like another one, without an invoice. */
async function copyOf(tx: Tx, id: string): Promise<string> {
  const { terms, ...order } = await tx.purchase.findUniqueOrThrow({ where: { id } });
  const copy = await tx.purchase.create({
    data: {
      ...order,
      terms: terms as object,
      id: randomUUID(),
      requestKey: randomUUID(),
      stripeSessionId: null,
      stripePaymentId: null,
    },
  });
  return copy.id;
}

describe("numbers", () => {
  test("have no gaps when many are taken at once and some of them come to nothing; a sequence has", async () => {
    const { purchase } = await paidOrder();
    await pool.query("create sequence invoice_by_sequence");
    const taken: number[] = [];
    const issue = (fails: boolean) =>
      db.$transaction(
        async (tx) => {
          const id = await copyOf(tx, purchase.id);
          await issueInvoices(tx, { ...purchase, id, paidAt: PAID_AT }, []);
          const [row] = await tx.$queryRaw<{ n: bigint }[]>`select nextval('invoice_by_sequence') as n`;
          if (fails) throw new Error("the power is gone");
          taken.push(Number(row!.n));
        },
        { maxWait: 30_000, timeout: 30_000 },
      );
    const before = await db.invoice.count({ where: { kind: "invoice" } });
    const results: PromiseSettledResult<void>[] = [];
    for (let from = 0; from < 40; from += 10) {
      const wave = Array.from({ length: 10 }, (_, place) => issue((from + place) % 4 === 1));
      results.push(...(await Promise.allSettled(wave)));
    }
    const reasons = results.flatMap((result) =>
      result.status === "rejected" ? [String(result.reason)] : [],
    );
    expect(reasons).toEqual(Array.from({ length: 10 }, () => "Error: the power is gone"));
    expect(await db.invoice.count({ where: { kind: "invoice" } })).toBe(before + 30);
    expect(await gapsIn("invoice")).toEqual([]);
    expect(taken).toHaveLength(30);
    expect(Math.max(...taken), "the sequence has gone on without those that failed").toBeGreaterThan(30);
  });

  test("of a series follow each other within one transaction", async () => {
    const serials = await db.$transaction(async (tx) => [
      await takeSerial(tx, "credit_note", "1999-00"),
      await takeSerial(tx, "credit_note", "1999-00"),
      await takeSerial(tx, "invoice", "1999-00"),
    ]);
    expect(serials).toEqual([1, 2, 1]);
    await db.invoiceCounter.deleteMany({ where: { financialYear: "1999-00" } });
  });
});

describe("credit notes", () => {
  test("are one a refund, name their invoice, and add up to it", async () => {
    const { purchase } = await paidOrder();
    for (const amount of [100_000, 1, 33_333, 77]) await refund(purchase.id, amount);
    await refund(purchase.id, null);
    await convergePurchase(purchase.id);
    const [invoice, ...notes] = await papersOf(purchase.id);
    expect(notes).toHaveLength(5);
    const { netMinor, cgstMinor, sgstMinor, igstMinor, totalMinor } = invoice!;
    expect(addUp(notes)).toEqual({ netMinor, cgstMinor, sgstMinor, igstMinor, totalMinor });
    expect(notes[0]).toMatchObject({ totalMinor: 100_000n, cgstMinor: 7_627n, sgstMinor: 7_627n });
    expect(notes[0]!.number).toMatch(/^SC\//);
    expect(documentOf(notes[0]!)).toMatchObject({
      title: "Credit note",
      against: { number: invoice!.number },
    });
    expect(await gapsIn("credit_note")).toEqual([]);
  });

  test("are one a refund also when many learn of it at once, and when payment and refund are seen together", async () => {
    const buyer = await makeBuyer();
    const ordered = await order(buyer);
    const { payment_intent: payment } = await atPayment(ordered.stripeSessionId, "pay");
    await refundPayment(payment!, 50_000);
    await refundPayment(payment!, 50_000);
    await Promise.all(Array.from({ length: 8 }, () => convergePurchase(ordered.id)));
    expect((await papersOf(ordered.id)).map(({ kind }) => kind)).toEqual([
      "invoice",
      "credit_note",
      "credit_note",
    ]);
  });

  test("wait until the money has arrived, and a refund that fails has none", async () => {
    const { purchase } = await paidOrder();
    const first = await refundPayment(purchase.stripePaymentId!, 10_000);
    await setRefundStatus(first.id, "pending");
    await convergePurchase(purchase.id);
    expect(await reread(purchase.id)).toMatchObject({ refundedMinor: 10_000n });
    expect(await papersOf(purchase.id)).toHaveLength(1);
    await setRefundStatus(first.id, "succeeded");
    await convergePurchase(purchase.id);
    expect(await papersOf(purchase.id)).toHaveLength(2);
    const second = await refundPayment(purchase.stripePaymentId!, 10_000);
    await setRefundStatus(second.id, "failed");
    await convergePurchase(purchase.id);
    expect(await papersOf(purchase.id)).toHaveLength(2);
  });
});

describe("reconciliation", () => {
  test("issues what is missing, and says so", async () => {
    const { purchase } = await paidOrder();
    await refund(purchase.id, 20_000);
    const client = await pool.connect();
    await client.query("begin; set local session_replication_role = replica");
    await client.query("delete from invoice where purchase_id = $1", [purchase.id]);
    await client.query("commit");
    client.release();
    const report = await reconcile(new Date());
    expect(report.healed).toContain(
      `order ${purchase.id} (featured_30): an invoice or a credit note was missing`,
    );
    expect(await papersOf(purchase.id)).toHaveLength(2);
  });

  test("names a refund that failed after its credit note, which only a person can put right", async () => {
    const since = new Date(Date.now() - 1_000);
    const { purchase } = await paidOrder();
    const { id } = await refund(purchase.id, 20_000);
    await setRefundStatus(id, "failed");
    const { unresolved } = await reconcile(since);
    expect(unresolved.filter((line) => line.includes(purchase.id)).join()).toMatch(
      /credit notes give back 20000, and Stripe 0/,
    );
    expect(await papersOf(purchase.id)).toHaveLength(2);
  });
});
