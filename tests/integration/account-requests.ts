import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { ActionFunctionArgs } from "@remix-run/node";
import { Logger, runOnce } from "graphile-worker";
import PostalMime from "postal-mime";
import { config } from "#app/core/config.server.ts";
import { db, pool } from "#app/core/db.server.ts";
import { hashPassword } from "#app/domain/accounts/password.server.ts";
import { jobs } from "#app/jobs/catalogue.ts";
import { handlers } from "#app/jobs/handlers.server.ts";
import type { User } from "#prisma/generated/client.ts";
import { makeUser } from "#tests/factories/factories.ts";

// The queue wants to know that a broken connection ends no process; in a test it just fails the test.
pool.on("connect", (client) => void client.on("error", () => undefined));

export const PASSWORD = "seven grey cranes over the weir";

type Handler = (args: ActionFunctionArgs) => unknown;
type Visitor = { cookie?: string; address?: string; params?: Record<string, string> };
export type Answer = {
  status: number;
  location: string | null;
  setCookie: string | null;
  retryAfter: string | null;
  /** What the page is made from. */
  body: unknown;
};

async function ask(handler: Handler, request: Request, visitor: Visitor): Promise<Answer> {
  const context = { clientAddress: visitor.address ?? "203.0.113.7", requestId: randomUUID() };
  const args = { request, params: visitor.params ?? {}, context } as unknown as ActionFunctionArgs;
  const result = await Promise.resolve(handler(args)).catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown;
    return thrown;
  });
  const isData = typeof result === "object" && result !== null && "init" in result && "data" in result;
  const { data, init } = (isData ? result : { data: result, init: null }) as {
    data: unknown;
    init: ResponseInit | null;
  };
  const response = result instanceof Response ? result : new Response(null, init ?? {});
  return {
    status: response.status,
    location: response.headers.get("Location"),
    setCookie: response.headers.get("Set-Cookie"),
    retryAfter: response.headers.get("Retry-After"),
    body: result instanceof Response ? null : data,
  };
}

const headersOf = ({ cookie }: Visitor) => ({ "User-Agent": "tests", ...(cookie ? { Cookie: cookie } : {}) });

/** Runs a real loader with a real request. */
export function get(loader: Handler, url: string, visitor: Visitor = {}): Promise<Answer> {
  return ask(loader, new Request(`http://localhost${url}`, { headers: headersOf(visitor) }), visitor);
}

/** Runs a real action with a real form. */
export function post(
  action: Handler,
  url: string,
  fields: Record<string, string | string[]>,
  visitor: Visitor = {},
): Promise<Answer> {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
  );
  return ask(
    action,
    new Request(`http://localhost${url}`, { method: "POST", headers: headersOf(visitor), body }),
    visitor,
  );
}

/** The sentences of a refused form, by field; "" holds what concerns all of it. */
export function problemsOf(answer: Answer): Record<string, string[]> {
  const { result } = answer.body as { result: { error?: Record<string, string[] | null> | null } };
  return Object.fromEntries(Object.entries(result.error ?? {}).map(([name, list]) => [name, list ?? []]));
}

export const cookieOf = (answer: Answer) => answer.setCookie?.split(";")[0] ?? "";

export type ReceivedMail = { to: string; subject: string; text: string; html: string; path: string | null };

/** Runs the waiting mail jobs as a worker does. @returns the mails they wrote, and the path of each one's link */
export async function deliverMails(): Promise<ReceivedMail[]> {
  const before = new Set(await mailFiles());
  const failures: unknown[] = [];
  const signal = new AbortController().signal;
  await runOnce({
    pgPool: pool,
    logger: new Logger(() => () => undefined),
    taskList: {
      "mail.send": (payload, { job }) =>
        handlers["mail.send"]!(jobs["mail.send"].parse(payload), { jobId: job.id, signal }).then(
          () => undefined,
          (error: unknown) => void failures.push(error),
        ),
    },
  });
  if (failures.length > 0) throw failures[0];
  const fresh = (await mailFiles()).filter((name) => !before.has(name)).sort();
  return Promise.all(fresh.map(readMail));
}

const mailDirectory = () => (config.mail as { directory: string }).directory;
const mailFiles = () => readdir(mailDirectory()).catch((): string[] => []);

async function readMail(name: string): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(await readFile(path.join(mailDirectory(), name)));
  const text = mail.text ?? "";
  const link = new RegExp(`${config.publicUrl}(/(?:confirm-email|reset-password|invitations)/\\S+)`).exec(
    text,
  );
  return {
    to: mail.to?.[0]?.address ?? "",
    subject: mail.subject ?? "",
    text,
    html: mail.html ?? "",
    path: link?.[1] ?? null,
  };
}

/** The secret of a mail's link. */
export function tokenOf(mail: ReceivedMail | undefined): string {
  const token = mail?.path?.split("/").at(-1);
  if (!token) throw new Error("there is no such mail, or no link in it");
  return token;
}

let passwordHash: Promise<string> | undefined;

/** Somebody who can sign in with PASSWORD. */
export async function makeUserWithPassword(fields: Partial<User> = {}): Promise<User> {
  return makeUser({ passwordHash: await (passwordHash ??= hashPassword(PASSWORD)), ...fields });
}

/** A database with nobody in it: no people, no organisations, no throttled clients, no waiting jobs. */
export async function emptyDatabase(): Promise<void> {
  await db.$executeRaw`delete from graphile_worker._private_jobs`;
  await db.$executeRaw`delete from throttle`;
  // Histories that nobody may shorten are emptied here all the same.
  await db.$transaction([
    db.$executeRaw`set local session_replication_role = replica`,
    db.$executeRaw`truncate "user", organisation cascade`,
  ]);
}
