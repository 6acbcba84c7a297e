import { parseWithZod } from "@conform-to/zod/v4";
import type { SubmissionResult } from "@conform-to/react";
import {
  data,
  redirect,
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import type { z } from "zod";
import type { Actor, ActingOrganisation, Person } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import { readRefusedForm, type RefusedForm } from "#app/core/refused-form.server.ts";
import { readActor } from "#app/core/session.server.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** Reads the session once a request, however many loaders ask. */
    actor: () => Promise<Actor>;
    requestId: string;
    /** What this request's sender typed while the session ended: its loaders, too, answer with it. */
    refusedForm?: RefusedForm;
    /** The address the request came from, as far as TRUST_PROXY lets us believe it. */
    clientAddress: string;
  }
}

/** Fields that never travel back to a page, whatever else was wrong. */
const SECRET_FIELDS = ["password", "newPassword", "currentPassword"];

type RouteArgs = (LoaderFunctionArgs | ActionFunctionArgs) & { actor: Actor; url: URL };

/** PostgreSQL's text holds every character but this one, and no keyboard types it: it is read as if it were not there. */
const withoutNul = (text: string) => text.replaceAll("\0", "").toWellFormed();

/** What a request's address says: its parts, and its parameters, in a form that can be stored and compared. */
export function readAddress({ request, params }: Pick<LoaderFunctionArgs, "request" | "params">) {
  return {
    url: new URL(request.url.replaceAll("%00", "")),
    params: Object.fromEntries(
      Object.entries(params).map(([name, part]) => [name, part && withoutNul(part)]),
    ),
  };
}

/**
 * Wraps a loader or an action: hands it the actor and the parsed address, and turns a DomainError into
 * an answer with its status for the error boundary. Everything else stays a 500 without detail.
 */
export function handle<T>(run: (args: RouteArgs) => Promise<T> | T) {
  return async (args: LoaderFunctionArgs | ActionFunctionArgs): Promise<T> => {
    const context = args.context as Partial<AppLoadContext>;
    const actor = await (context.actor?.() ?? readActor(args.request.headers.get("Cookie")));
    try {
      return await run({ ...args, ...readAddress(args), actor });
    } catch (error) {
      if (error instanceof DomainError) throw refusal(error);
      throw error instanceof SignInFirst ? await askToSignIn(error, args) : error;
    }
  };
}

/** Thrown by what belongs to signed-in people. */
class SignInFirst {
  constructor(readonly path: string) {}
}

/** The way to the sign-in page; for a long form the page that keeps what was typed. */
async function askToSignIn({ path }: SignInFirst, { request, context }: LoaderFunctionArgs) {
  context.refusedForm ??= (await readRefusedForm(request, path)) ?? undefined;
  if (!context.refusedForm) return redirect(`/login?${new URLSearchParams({ next: path })}`);
  const message = "You are not signed in any more.";
  return data({ code: "unauthenticated", message, refusedForm: context.refusedForm }, { status: 401 });
}

function refusal(error: DomainError) {
  return data(
    { code: error.code, message: error.message },
    {
      status: error.status,
      headers: error.retryAfterSeconds ? { "Retry-After": String(error.retryAfterSeconds) } : {},
    },
  );
}

/** @throws what `handle` turns into the way to sign in and back to the same address. */
export function requirePerson(actor: Actor, url: URL): Person {
  if (actor.kind === "person") return actor;
  throw new SignInFirst(url.pathname.replace(/\.data$/, "") + url.search);
}

/** A signed-in person who acts for an organisation. @throws DomainError forbidden when there is none. */
export function requireMember(actor: Actor, url: URL): Person & { organisation: ActingOrganisation } {
  const person = requirePerson(actor, url);
  if (!person.organisation)
    throw new DomainError("forbidden", "This page belongs to an organisation, and your account has none.");
  return person as Person & { organisation: ActingOrganisation };
}

/** A path inside this site, or the fallback: nobody is sent elsewhere by a link of ours. */
export function safeRedirectPath(path: string | null | undefined, fallback: string): string {
  if (!path || !/^\/(?![/\\])/.test(path) || /[\\\p{Cc}]/u.test(path)) return fallback;
  return path;
}

export type FormResult = { result: SubmissionResult<string[]> };

/**
 * Parses a form with its zod schema and runs the command. What is wrong comes back beside the fields
 * with everything that was typed (secrets excepted): 422 from the schema, the refusal's status from the command.
 */
export async function submitForm<S extends z.ZodType, R>(
  source: Request | FormData,
  schema: S,
  run: (value: z.output<S>) => Promise<R>,
) {
  const formData = source instanceof FormData ? source : await readForm(source);
  const submission = parseWithZod(formData, { schema });
  if (submission.status !== "success")
    return data<FormResult>({ result: submission.reply({ hideFields: SECRET_FIELDS }) }, { status: 422 });
  try {
    return await run(submission.value);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const hasFields = Object.keys(error.fieldErrors).length > 0;
    const result = submission.reply({
      hideFields: SECRET_FIELDS,
      ...(hasFields ? { fieldErrors: error.fieldErrors } : { formErrors: [error.message] }),
    });
    const headers: HeadersInit = error.retryAfterSeconds
      ? { "Retry-After": String(error.retryAfterSeconds) }
      : {};
    return data<FormResult>({ result }, { status: error.status, headers });
  }
}

/**
 * Reads a form; characters that no text can hold are left out of it.
 * @throws DomainError invalid when the body is not a form
 */
export async function readForm(request: Request): Promise<FormData> {
  try {
    const form = new FormData();
    for (const [name, value] of await request.formData())
      form.append(name, typeof value === "string" ? withoutNul(value) : value);
    return form;
  } catch {
    throw new DomainError("invalid", "The form did not arrive whole. Please send it again.");
  }
}
