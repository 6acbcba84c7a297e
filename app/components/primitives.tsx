import { Link } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

type Look = "primary" | "secondary" | "danger";
type ButtonLook = { look?: Look; small?: boolean };

function buttonClass({ look = "primary", small = false }: ButtonLook, extra = ""): string {
  return `button button-${look} ${small ? "button-small" : ""} ${extra}`;
}

/** A button whose text is a verb. Sends its form unless told otherwise. */
export function Button({ look, small, className, ...props }: ComponentProps<"button"> & ButtonLook) {
  return <button type="submit" className={buttonClass({ look, small }, className)} {...props} />;
}

/** A link that leads to the next action and looks like one. */
export function ButtonLink({ look, small, className, ...props }: ComponentProps<typeof Link> & ButtonLook) {
  return <Link className={buttonClass({ look, small }, className)} {...props} />;
}

/** An icon beside its text; never alone. */
export function IconText({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0 self-center" />
      <span>{children}</span>
    </span>
  );
}

/** The head of a page: one h1, what it is about, and at most a few actions. */
export function PageHeader(props: { title: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="page-header flex flex-wrap items-start justify-between gap-x-8 gap-y-4 pt-6 pb-4">
      <div className="max-w-measure min-w-0 flex-[1_1_16rem]">
        <h1 className="text-2xl">{props.title}</h1>
        {props.children && <div className="text-quiet mt-1">{props.children}</div>}
      </div>
      {props.actions && <div className="no-print flex flex-wrap gap-2">{props.actions}</div>}
    </div>
  );
}

export type Tone = "plain" | "good" | "warn" | "bad" | "action";

const TONES: Record<Tone, string> = {
  plain: "border-line bg-wash text-ink",
  good: "border-good bg-good-wash text-good",
  warn: "border-warn bg-warn-wash text-warn",
  bad: "border-bad bg-bad-wash text-bad",
  action: "border-action bg-action-wash text-action-strong",
};

/** A word with a colour, for states and labels. The word says it all; the colour only helps. */
export function Tag({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded border px-1.5 text-xs font-semibold whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}

/** A message on the page: what happened, what it means, what to do. `live` announces it. */
export function Notice(props: { tone?: Tone; title?: ReactNode; live?: boolean; children?: ReactNode }) {
  return (
    <div
      role={props.live ? "status" : undefined}
      className={`rounded border-l-4 px-4 py-3 ${TONES[props.tone ?? "plain"]}`}
    >
      {props.title && <p className="font-semibold">{props.title}</p>}
      {props.children && <div className="text-ink max-w-measure">{props.children}</div>}
    </div>
  );
}

/** Says on top of a page that what was asked for is done; nothing when there is nothing to say. */
export function News({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <div className="mb-6">
      <Notice tone="good" live>
        {children}
      </Notice>
    </div>
  );
}

/** Nothing here yet: say why, and what to do next. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="panel bg-wash px-6 py-8">
      <p className="text-lg font-semibold">{title}</p>
      <div className="text-quiet max-w-measure mt-1 space-y-3">{children}</div>
    </div>
  );
}

/** Facts as term and value. Rows whose value is null, false or "" are left out. */
export function Facts({ rows }: { rows: Array<[term: string, value: ReactNode]> }) {
  const shown = rows.filter(
    ([, value]) => value !== null && value !== undefined && value !== "" && value !== false,
  );
  return (
    <dl className="divide-line border-line divide-y border-y">
      {shown.map(([term, value]) => (
        <div key={term} className="grid gap-x-4 py-2 sm:grid-cols-[13rem_1fr]">
          <dt className="text-quiet">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A section with its heading; `id` lets links and the table of contents point at it. */
export function Section(props: { title: ReactNode; id?: string; children: ReactNode; aside?: ReactNode }) {
  return (
    <section className="section" aria-labelledby={props.id && `${props.id}-heading`} id={props.id}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-xl" id={props.id && `${props.id}-heading`}>
          {props.title}
        </h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
