import { Form, Link } from "@remix-run/react";
import { QualityNotes } from "#app/components/posting/quality-notes.tsx";
import { Button, ButtonLink, Notice, Section } from "#app/components/primitives.tsx";
import type { OpportunityStatus } from "#app/core/reference/terms.ts";
import { STEPS } from "#app/domain/opportunities/fields.ts";
import type { Missing } from "#app/domain/opportunities/publishable.ts";
import type { QualityHint } from "#app/domain/opportunities/quality-hints.ts";

type Props = {
  reference: string;
  status: OpportunityStatus;
  version: number;
  missing: Missing[];
  hints: QualityHint[];
  emailVerified: boolean;
};

/** The last step: what is missing, what could be better, a look at it, and publishing. */
export function ReviewPart({ reference, status, version, missing, hints, emailVerified }: Props) {
  return (
    <>
      {missing.length > 0 ? (
        <Notice
          tone="warn"
          title={missing.length === 1 ? "One thing is missing" : `${missing.length} things are missing`}
        >
          <ul className="mt-1 list-disc space-y-1 pl-5">
            {missing.map(({ field, step, message }) => (
              <li key={field}>
                <Link to={`/desk/opportunities/${reference}/edit/${step}#step-${step}-${field}`}>
                  {STEPS[step].title}
                </Link>
                : {message}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Notice tone="good" title="Everything that publishing needs is there" />
      )}
      {hints.length > 0 && (
        <Section title="What would bring better answers" id="hints">
          <QualityNotes reference={reference} hints={hints} mayEdit />
        </Section>
      )}
      <Section title={status === "draft" ? "Look at it, then publish" : "Look at it"} id="publish">
        <div className="max-w-measure space-y-3">
          {status === "draft" && (
            <p>
              Once published, everybody can find it for 365 days. You can change, hold or close it at any
              time.
            </p>
          )}
          {!emailVerified && (
            <Notice tone="warn" title="Confirm your e-mail address first">
              Open the link that we sent you; <Link to="/desk/account#confirm">send it again</Link> if it is
              lost.
            </Notice>
          )}
          <Form method="post" className="flex flex-wrap gap-2">
            <input type="hidden" name="version" value={version} />
            {status === "draft" && missing.length === 0 && emailVerified && <Button>Publish</Button>}
            <ButtonLink look="secondary" to={`/desk/opportunities/${reference}/preview`}>
              Preview as others will see it
            </ButtonLink>
            <ButtonLink look="secondary" to={`/desk/opportunities/${reference}`}>
              {status === "draft" ? "Leave it for now" : "Back to its desk page"}
            </ButtonLink>
          </Form>
        </div>
      </Section>
    </>
  );
}
