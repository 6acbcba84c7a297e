import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler, type Request, type Response } from "express";
import { z } from "zod";
import { log } from "#app/core/log.server.ts";
import type { SandboxSession, SandboxType } from "#app/core/stripe-sandbox/objects.ts";
import { expireSession, refundPayment } from "#app/core/stripe-sandbox/scenes.server.ts";
import {
  changeSandbox,
  getObject,
  listObjects,
  makeId,
  nowSeconds,
  putObject,
  SandboxRefusal,
  type ListFilter,
} from "#app/core/stripe-sandbox/store.server.ts";

const SESSION_LIFE_SECONDS = 24 * 3600;

const whole = z.string().regex(/^\d+$/, "Invalid integer").transform(Number);
const texts = z.record(z.string(), z.string()).default({});
const sessionParams = z.strictObject({
  mode: z.literal("payment"),
  line_items: z
    .array(
      z.strictObject({
        price_data: z.strictObject({
          currency: z.string().regex(/^[a-z]{3}$/),
          unit_amount: whole,
          product_data: z.strictObject({ name: z.string().min(1), description: z.string().optional() }),
        }),
        quantity: whole,
      }),
    )
    .min(1),
  success_url: z.url(),
  cancel_url: z.url().optional(),
  client_reference_id: z.string().max(200).optional(),
  customer_email: z.email().optional(),
  metadata: texts,
  payment_intent_data: z.strictObject({ metadata: texts, description: z.string().optional() }).optional(),
  expires_at: whole.optional(),
  locale: z.string().optional(),
});
const refundParams = z.strictObject({
  payment_intent: z.string(),
  amount: whole.optional(),
  metadata: texts,
  reason: z.string().optional(),
});

/** @throws SandboxRefusal 400, naming the parameter as Stripe does */
function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const param = [...issue.path, ...(issue.code === "unrecognized_keys" ? issue.keys : [])].join(".");
  throw new SandboxRefusal(400, `${issue.message}: ${param}`, param);
}

function makeSession(body: unknown, payUrlOf: (id: string) => string): SandboxSession {
  const params = parse(sessionParams, body);
  const created = nowSeconds();
  const id = makeId("cs_test");
  const [first] = params.line_items;
  return {
    id,
    object: "checkout.session",
    created,
    livemode: false,
    mode: "payment",
    status: "open",
    payment_status: "unpaid",
    amount_total: params.line_items.reduce(
      (sum, { price_data, quantity }) => sum + price_data.unit_amount * quantity,
      0,
    ),
    currency: first!.price_data.currency,
    client_reference_id: params.client_reference_id ?? null,
    customer_email: params.customer_email ?? null,
    metadata: params.metadata,
    line_items_text: params.line_items.map(({ price_data }) => price_data.product_data.name),
    payment_intent: null,
    success_url: params.success_url.replace("{CHECKOUT_SESSION_ID}", id),
    cancel_url: params.cancel_url ?? null,
    expires_at: params.expires_at ?? created + SESSION_LIFE_SECONDS,
    url: payUrlOf(id),
  };
}

/** The same key brings back what its first request made, as long as the sandbox lives. */
function createSession(req: Request, payUrlOf: (id: string) => string): Promise<SandboxSession> {
  const key = req.get("idempotency-key");
  return changeSandbox(async (client) => {
    const known = key
      ? await client.query<{ object: { result: string } }>(
          "select object from sandbox_object where id = $1",
          [`idempotency ${key}`],
        )
      : null;
    if (known?.rows[0]) return getObject("checkout.session", known.rows[0].object.result, client);
    const session = makeSession(req.body, payUrlOf);
    await putObject(client, session);
    if (key)
      await client.query("insert into sandbox_object (id, type, object) values ($1, 'idempotency', $2)", [
        `idempotency ${key}`,
        JSON.stringify({ result: session.id }),
      ]);
    return session;
  });
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

function filterOf(query: Request["query"]): ListFilter {
  const created = query.created as { gte?: string } | undefined;
  return {
    limit: Math.min(100, Math.max(1, Number(query.limit ?? 10))),
    startingAfter: textOf(query.starting_after),
    createdFrom: created?.gte ? Number(created.gte) : null,
    paymentIntent: textOf(query.payment_intent),
  };
}

const answering =
  (answer: (req: Request) => Promise<unknown>) =>
  (req: Request, res: Response, next: (error: unknown) => void) =>
    void answer(req).then((body) => res.json(body), next);

const list = (type: SandboxType, url: string) =>
  answering(async (req) => ({ object: "list", url, ...(await listObjects(type, filterOf(req.query))) }));

async function retrieveSession(req: Request) {
  const session = await getObject("checkout.session", req.params.id!);
  const expanded = req.query.expand;
  if (!Array.isArray(expanded) || !expanded.includes("payment_intent") || !session.payment_intent)
    return session;
  return { ...session, payment_intent: await getObject("payment_intent", session.payment_intent) };
}

const refusal: ErrorRequestHandler = (error: unknown, _req, res, _next) => {
  const known = error instanceof SandboxRefusal;
  if (!known) log.error({ err: error }, "the payment sandbox failed");
  const { status, message, param } = known ? error : new SandboxRefusal(500, "The sandbox failed.");
  const type = status < 500 ? "invalid_request_error" : "api_error";
  res.status(status).json({ error: { type, message, ...(param ? { param } : {}) } });
};

function sandboxApp(secretKey: string, payUrlOf: (id: string) => string) {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "extended");
  app.use((req, res, next) => {
    if (req.get("authorization") === `Bearer ${secretKey}`) return next();
    res.status(401).json({ error: { type: "invalid_request_error", message: "Invalid API Key provided" } });
  });
  app.use(express.urlencoded({ extended: true }));
  app.post(
    "/v1/checkout/sessions",
    answering((req) => createSession(req, payUrlOf)),
  );
  app.get("/v1/checkout/sessions", list("checkout.session", "/v1/checkout/sessions"));
  app.get("/v1/checkout/sessions/:id", answering(retrieveSession));
  app.post(
    "/v1/checkout/sessions/:id/expire",
    answering((req) => expireSession(req.params.id!)),
  );
  app.get(
    "/v1/payment_intents/:id",
    answering((req) => getObject("payment_intent", req.params.id!)),
  );
  app.post(
    "/v1/refunds",
    answering((req) => {
      const { payment_intent, amount } = parse(refundParams, req.body);
      return refundPayment(payment_intent, amount ?? null);
    }),
  );
  app.get("/v1/refunds", list("refund", "/v1/refunds"));
  app.get("/v1/disputes", list("dispute", "/v1/disputes"));
  app.get("/v1/events", list("event", "/v1/events"));
  app.use((req, _res, next) =>
    next(new SandboxRefusal(404, `Unrecognized request URL (${req.method}: ${req.path}).`)),
  );
  app.use(refusal);
  return app;
}

/**
 * Starts the small server that speaks the part of Stripe's API the product uses, on this machine only. What it knows
 * is in the database, so every process has one of its own and all know the same.
 * @param payUrlOf the payment page of a session
 * @returns its address
 */
export async function startSandbox(secretKey: string, payUrlOf: (id: string) => string): Promise<string> {
  const server: Server = createServer(sandboxApp(secretKey, payUrlOf));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  // Whoever asks it keeps the process alive; it alone does not.
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
