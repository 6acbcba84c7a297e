import type { ActionFunctionArgs } from "@remix-run/node";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";
import { readActor } from "#app/core/session.server.ts";
import { action as detailAction } from "#app/routes/desk/certificates/detail.tsx";
import type { User } from "#prisma/generated/client.ts";
import { signIn } from "#tests/factories/factories.ts";

export const actorOf = async (user: User) => (await readActor(await signIn(user))) as Member;

type Handler = (args: ActionFunctionArgs) => unknown;

/** What a handler answers with, whether it returns or throws it. */
export async function answerOf(handler: Handler, request: Request, params: Record<string, string>) {
  const context = { clientAddress: "203.0.113.7", requestId: "certificates" };
  const args = { request, params, context } as unknown as ActionFunctionArgs;
  const result = await Promise.resolve(handler(args)).catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown;
    return thrown;
  });
  if (result instanceof Response)
    return {
      status: result.status,
      location: result.headers.get("Location"),
      headers: result.headers,
      body: Buffer.from(await result.arrayBuffer()),
      data: null,
    };
  const { data, init } = result as { data: unknown; init: ResponseInit | null };
  return { status: init?.status ?? 200, location: null, headers: new Headers(), body: null, data };
}

/** Attaches a file by the page's own form. */
export async function attachFile(
  who: User,
  id: string,
  file: { content: Buffer | string; name?: string; replaces?: boolean } | null,
) {
  const form = new FormData();
  if (file?.replaces) form.append("replaces", "on");
  if (file)
    form.append(
      "file",
      new File([Buffer.from(file.content) as Buffer<ArrayBuffer>], file.name ?? "certificate.pdf"),
    );
  else form.append("file", new File([], ""));
  const request = new Request(`http://localhost/desk/certificates/${id}`, {
    method: "POST",
    body: form,
    headers: { Cookie: await signIn(who) },
  });
  return answerOf(detailAction, request, { id });
}
