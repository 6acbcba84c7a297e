import { FileText, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Facts, Section } from "#app/components/primitives.tsx";
import { TrlCells } from "#app/components/trl-meter.tsx";
import type { PublicOpportunity } from "#app/domain/opportunities/queries.server.ts";

type Props = {
  opportunity: PublicOpportunity;
  /** What the reader can do next: the one clear action, or why there is none. */
  action?: ReactNode;
  /** How the reader's organisation stands with what is asked; instead of the plain list of it. */
  eligibility?: ReactNode;
  /** Stands above everything, such as "this is closed". */
  notice?: ReactNode;
  /** Stands below everything, such as similar opportunities. */
  children?: ReactNode;
};

function Paragraphs({ texts }: { texts: string[] }) {
  return (
    <div className="prose">
      {texts.map((text, index) => (
        <p key={index}>{text}</p>
      ))}
    </div>
  );
}

function Terms({ opportunity }: { opportunity: PublicOpportunity }) {
  const { terms, callUrl } = opportunity;
  if (terms.length === 0 && !callUrl) return null;
  return (
    <Section title="Terms" id="terms">
      <Facts
        rows={[
          ...terms.map(({ term, value, note }): [string, ReactNode] => [
            term,
            note ? (
              <>
                {value}
                <span className="text-quiet block text-sm">{note}</span>
              </>
            ) : (
              value
            ),
          ]),
          ["Call text", callUrl && <a href={callUrl}>{callUrl}</a>],
        ]}
      />
    </Section>
  );
}

type Paper = PublicOpportunity["documents"][number];

const SHOWN_BY_BROWSERS = /\.(pdf|png|jpe?g|txt)$/i;

/** What a reader who may not have a document can do about it. */
function Remedy({ bar, refusal, path }: Pick<Paper, "bar" | "refusal"> & { path: string }) {
  if (bar === "signed_out")
    return (
      <>
        {" "}
        <a href={`/login?next=${encodeURIComponent(`${path}#documents`)}`}>Sign in to read it</a> or{" "}
        <a href="/signup">join</a>.
      </>
    );
  if (bar === "nda") return " Express interest first: the poster then invites you to sign it.";
  if (bar === "unverified") return " Yours is not verified yet.";
  if (bar === "not_granted")
    return " Your agreement is in force, but this opportunity is not open to your organisation: ask the poster in the conversation of your expression of interest.";
  if (bar === "release") return ` ${refusal}`;
  return null;
}

function Documents({ opportunity: { documents, path } }: Pick<Props, "opportunity">) {
  if (documents.length === 0) return null;
  return (
    <Section title="Documents" id="documents">
      <ul className="divide-line border-line divide-y border-y">
        {documents.map(({ id, name, size, level, explanation, bar, refusal }) => {
          const Icon = bar ? Lock : FileText;
          return (
            <li key={id} className="flex gap-3 py-2">
              <Icon aria-hidden size={20} className="text-quiet mt-0.5 shrink-0" />
              <div className="min-w-0">
                {bar ? name : <a href={`/documents/${id}`}>{name}</a>}{" "}
                <span className="text-quiet">({size})</span>
                {!bar && SHOWN_BY_BROWSERS.test(name) && (
                  <>
                    {" "}
                    <a href={`/documents/${id}?view`}>
                      View<span className="sr-only"> {name}</span>
                    </a>
                  </>
                )}
                <span className="text-quiet block text-sm">
                  {level}: {explanation}
                  <Remedy bar={bar} refusal={refusal} path={path} />
                </span>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Readiness({ trl }: { trl: PublicOpportunity["trl"] }) {
  if (!trl.current && !trl.target) return null;
  return (
    <Section title="How ready it is" id="readiness">
      {trl.current && (
        <p>
          <TrlCells trl={trl.current.level} sentence={trl.current.sentence} />
        </p>
      )}
      {trl.target && (
        <p>
          Aim: <TrlCells trl={trl.target.level} sentence={trl.target.sentence} />
        </p>
      )}
      {trl.evidence && <p className="max-w-measure mt-1">Evidence: {trl.evidence}</p>}
    </Section>
  );
}

function TitleBlock({ opportunity }: Pick<Props, "opportunity">) {
  const { organisation, release } = opportunity;
  return (
    <aside className="sheet-aside" aria-label="At a glance">
      <dl className="title-block">
        <div className="wide">
          <dt>Posted by</dt>
          <dd>
            <a href={`/organisations/${organisation.slug}`}>{organisation.name}</a>
            <span className="text-quiet block text-sm">
              {organisation.kind}, {organisation.country}. {organisation.verification}.
            </span>
          </dd>
        </div>
        <div className="wide">
          <dt>Who may take part</dt>
          <dd>
            {release.label}
            <span className="text-quiet block text-sm">{release.meaning}</span>
            {release.embargo && <span className="text-quiet block text-sm">{release.embargo}</span>}
            {release.control && <span className="text-quiet block text-sm">{release.control}</span>}
          </dd>
        </div>
        {opportunity.contactRole && (
          <div className="wide">
            <dt>Contact</dt>
            <dd>
              {opportunity.contactRole}
              <span className="text-quiet block text-sm">Through an expression of interest here.</span>
            </dd>
          </div>
        )}
        {opportunity.closesOn && opportunity.isOpen && (
          <div>
            <dt>Closes</dt>
            <dd>
              <time dateTime={opportunity.closesAt ?? undefined}>{opportunity.closesOn}</time>
            </dd>
          </div>
        )}
        <div>
          <dt>Reference</dt>
          <dd>{opportunity.reference}</dd>
        </div>
        {opportunity.history.length > 0 && (
          <div className="wide">
            <dt>History</dt>
            <dd>
              {opportunity.history.map((entry, index) => (
                <span key={index} className="block">
                  {entry.what} {entry.on}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </aside>
  );
}

/** An opportunity as its readers see it; the page of the public and the poster's preview are both this. */
export function OpportunityPage({ opportunity, action, eligibility, notice, children }: Props) {
  const { organisation, facts, needs, advantages, applications } = opportunity;
  return (
    <article className="sheet">
      <header className="pt-6">
        <p className="text-quiet">
          {opportunity.kindLabel} · {organisation.name}, {organisation.country}
        </p>
        <h1 className="max-w-[46rem] text-2xl sm:text-3xl">{opportunity.title || "Without a title"}</h1>
        {notice && <div className="mt-4">{notice}</div>}
        {opportunity.summary && <p className="max-w-measure mt-3 text-lg">{opportunity.summary}</p>}
      </header>
      {action && <div className="sheet-action no-print">{action}</div>}
      <TitleBlock opportunity={opportunity} />
      <div className="sheet-main">
        {facts.length > 0 && (
          <Section title="Key facts" id="facts">
            <Facts rows={facts.map(({ term, value }) => [term, value])} />
          </Section>
        )}
        <Readiness trl={opportunity.trl} />
        {(eligibility || needs.length > 0) && (
          <Section title="What you need" id="needs">
            {eligibility || (
              <ul className="needs">
                {needs.map((need) => (
                  <li key={need}>{need}</li>
                ))}
              </ul>
            )}
          </Section>
        )}
        <Terms opportunity={opportunity} />
        {advantages.length > 0 && (
          <Section title="Advantages" id="advantages">
            <Paragraphs texts={advantages} />
          </Section>
        )}
        {applications.length > 0 && (
          <Section title="Applications" id="applications">
            <Paragraphs texts={applications} />
          </Section>
        )}
        {opportunity.descriptionHtml && (
          <Section title="Description" id="description">
            <div className="prose" dangerouslySetInnerHTML={{ __html: opportunity.descriptionHtml }} />
          </Section>
        )}
        <Documents opportunity={opportunity} />
      </div>
      {children}
    </article>
  );
}
