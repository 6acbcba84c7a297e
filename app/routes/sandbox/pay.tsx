import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { SandboxBanner } from "#app/components/billing/sandbox-banner.tsx";
import { Button, Facts, Notice, PageHeader } from "#app/components/primitives.tsx";
import { config } from "#app/core/config.server.ts";
import { notFound } from "#app/core/errors.ts";
import { handle, readForm } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { formatMoney } from "#app/core/money.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import type { SandboxSession } from "#app/core/stripe-sandbox/objects.ts";
import { isScene, playScene, readSession } from "#app/core/stripe-sandbox/scenes.server.ts";
import { SandboxRefusal } from "#app/core/stripe-sandbox/store.server.ts";

/** @throws DomainError not_found outside the sandbox, and for sessions that it does not know */
async function inSandbox(work: () => Promise<SandboxSession>): Promise<SandboxSession> {
  if (config.stripe.mode !== "sandbox") throw notFound();
  try {
    return await work();
  } catch (error) {
    throw error instanceof SandboxRefusal ? notFound("This payment page") : error;
  }
}

type Stage = "open" | "waiting" | "paid" | "expired";

const stageOf = ({ status, payment_status }: SandboxSession): Stage =>
  payment_status === "paid" ? "paid" : status === "complete" ? "waiting" : status;

export const loader = handle(async ({ request, params, url }) => {
  const session = await inSandbox(() => readSession(params.session ?? ""));
  const locale = readLocale(request.headers.get("Accept-Language"));
  return {
    stage: stageOf(session),
    amount: formatMoney(BigInt(session.amount_total), session.currency.toUpperCase() as Currency, locale),
    lines: session.line_items_text,
    backTo: session.cancel_url,
    isDeclined: url.searchParams.has("declined"),
  };
});

export const action = handle(async ({ request, params }) => {
  const scene = String((await readForm(request)).get("scene"));
  const session = await inSandbox(() => readSession(params.session ?? ""));
  if (scene === "leave") return redirect(session.cancel_url ?? "/");
  if (!isScene(scene)) throw notFound("This button");
  const after = await inSandbox(() => playScene(session.id, scene));
  return redirect(after.status === "complete" ? after.success_url : `/sandbox/pay/${session.id}?declined`);
});

export const meta: MetaFunction = () => [
  { title: "Sandbox payment · Sanyog" },
  { name: "robots", content: "noindex" },
];

/** What can happen in each stage, and the words on the buttons. */
const BUTTONS: Record<Stage, [scene: string, label: string][]> = {
  open: [
    ["pay", "Pay"],
    ["delay", "Pay by a slow method"],
    ["decline", "Have the card declined"],
    ["leave", "Leave without paying"],
  ],
  waiting: [
    ["settle", "Let the money arrive"],
    ["fail", "Let the payment fail"],
  ],
  paid: [],
  expired: [],
};
const TITLES: Record<Stage, string | null> = {
  open: null,
  waiting: "The money is on its way.",
  paid: "This is paid.",
  expired: "This payment page has run out of time.",
};

/** What Stripe's own page is to a buyer, without a card. */
export default function SandboxPay() {
  const { stage, amount, lines, backTo, isDeclined } = useLoaderData<typeof loader>();
  return (
    <>
      <SandboxBanner isSandbox />
      <PageHeader title="Sandbox payment">
        <p>This stands where Stripe’s payment page would stand.</p>
      </PageHeader>
      {isDeclined && stage === "open" && (
        <Notice tone="bad" title="The card was declined." live>
          Nothing was paid. Try again, or leave.
        </Notice>
      )}
      {TITLES[stage] && (
        <Notice title={TITLES[stage]}>{backTo && <a href={backTo}>Back to Sanyog</a>}</Notice>
      )}
      <div className="my-6 max-w-lg">
        <Facts
          rows={[
            ["To pay", amount],
            ["For", lines.join(", ")],
          ]}
        />
      </div>
      <Form method="post" className="flex flex-wrap gap-3">
        {BUTTONS[stage].map(([scene, label], place) => (
          <Button key={scene} name="scene" value={scene} look={place === 0 ? "primary" : "secondary"}>
            {label}
          </Button>
        ))}
      </Form>
    </>
  );
}
