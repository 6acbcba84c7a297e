import { randomBytes } from "node:crypto";
import type { PoolClient } from "pg";
import { inTransaction, pool } from "#app/core/db.server.ts";
import type {
  SandboxEvent,
  SandboxObject,
  SandboxOf,
  SandboxType,
} from "#app/core/stripe-sandbox/objects.ts";

/** An answer of Stripe's API that is a refusal. */
export class SandboxRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly param?: string,
  ) {
    super(message);
  }
}

export const nowSeconds = () => Math.floor(Date.now() / 1000);

/** An id as Stripe's look: `cs_test_…`. */
export const makeId = (prefix: string) => `${prefix}_${randomBytes(12).toString("hex")}`;

/** Runs one change of the sandbox; changes come one after the other, as if Stripe had one account only. */
export function changeSandbox<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtext('stripe.sandbox'))");
    return work(client);
  });
}

type Queries = Pick<PoolClient, "query">;

/** Keeps an object as it is now. */
export async function putObject(client: Queries, object: SandboxObject): Promise<void> {
  await client.query(
    `insert into sandbox_object (id, type, object) values ($1, $2, $3)
     on conflict (id) do update set object = excluded.object`,
    [object.id, object.object, JSON.stringify(object)],
  );
}

/** @throws SandboxRefusal 404 */
export async function getObject<T extends SandboxType>(
  type: T,
  id: string,
  client: Queries = pool,
): Promise<SandboxOf<T>> {
  const { rows } = await client.query<{ object: SandboxOf<T> }>(
    "select object from sandbox_object where id = $1 and type = $2",
    [id, type],
  );
  if (!rows[0]) throw new SandboxRefusal(404, `No such ${type}: '${id}'`, "id");
  return rows[0].object;
}

export type ListFilter = {
  limit: number;
  startingAfter: string | null;
  createdFrom: number | null;
  paymentIntent: string | null;
};

/** Newest first, as Stripe lists. */
export async function listObjects<T extends SandboxType>(
  type: T,
  { limit, startingAfter, createdFrom, paymentIntent }: ListFilter,
  client: Queries = pool,
): Promise<{ data: SandboxOf<T>[]; has_more: boolean }> {
  const { rows } = await client.query<{ object: SandboxOf<T> }>(
    `select object from sandbox_object
     where type = $1 and ($2::text is null or place < (select place from sandbox_object where id = $2))
       and ($3::bigint is null or (object ->> 'created')::bigint >= $3)
       and ($4::text is null or object ->> 'payment_intent' = $4)
     order by place desc limit $5`,
    [type, startingAfter, createdFrom, paymentIntent, limit + 1],
  );
  return { data: rows.slice(0, limit).map(({ object }) => object), has_more: rows.length > limit };
}

/** Writes down what happened and has the product told of it; several attempts are made, as Stripe makes them. */
export async function emit(
  client: Queries,
  type: string,
  object: SandboxEvent["data"]["object"],
): Promise<SandboxEvent> {
  const event: SandboxEvent = {
    id: makeId("evt"),
    object: "event",
    created: nowSeconds(),
    livemode: false,
    type,
    data: { object },
  };
  await putObject(client, event);
  await client.query(
    "select graphile_worker.add_job('sandbox.deliver', json_build_object('eventId', $1::text), max_attempts => 12)",
    [event.id],
  );
  return event;
}
