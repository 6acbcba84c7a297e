import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "#app/components/primitives.tsx";
import type { OpportunityStatus } from "#app/core/reference/terms.ts";
import { actionsIn, isEditable, type Action } from "#app/domain/opportunities/lifecycle.ts";

type Props = {
  reference: string;
  status: OpportunityStatus;
  version: number;
  canPublish: boolean;
  /** The reason of a closing that was refused. */
  typedReason?: string | null;
};

const MEANINGS: Partial<Record<Action, { label: string; meaning: string }>> = {
  hold: { label: "Put on hold", meaning: "Nobody finds it until you resume it. Its time runs on." },
  resume: { label: "Resume", meaning: "Everybody can find it again." },
  renew: { label: "Renew for 365 days", meaning: "Its time starts anew today." },
  archive: {
    label: "Archive",
    meaning: "Nobody but your organisation sees it any more. This cannot be undone.",
  },
};

function Decision(props: {
  version: number;
  intent: string;
  label: string;
  meaning: string;
  isFinal?: boolean;
  isOpen?: boolean;
  children?: ReactNode;
}) {
  const { version, intent, label, meaning, isFinal = false, isOpen = false, children } = props;
  return (
    <details className="panel" open={isOpen}>
      <summary className="cursor-pointer px-4 py-2 font-semibold">{label} …</summary>
      <Form method="post" className="border-line border-t px-4 pt-3 pb-4">
        <input type="hidden" name="version" value={version} />
        <p className="mb-3">{meaning}</p>
        {children}
        <Button name="intent" value={intent} look={isFinal ? "danger" : "primary"}>
          {label}
        </Button>
      </Form>
    </details>
  );
}

/** What can be done in the present state. Everything that others notice asks once more, with and without script. */
export function StateActions({ reference, status, version, canPublish, typedReason }: Props) {
  const actions = actionsIn(status);
  return (
    <div className="space-y-2">
      {isEditable(status) && (
        <p className="flex flex-wrap gap-2">
          <ButtonLink
            to={`/desk/opportunities/${reference}/edit/${status === "draft" && canPublish ? "review" : "basics"}`}
          >
            {status !== "draft" ? "Edit" : canPublish ? "Review and publish" : "Go on writing"}
          </ButtonLink>
          <ButtonLink look="secondary" to={`/desk/opportunities/${reference}/preview`}>
            Preview
          </ButtonLink>
        </p>
      )}
      {actions.map((action) => {
        const words = MEANINGS[action];
        return (
          words && (
            <Decision
              key={action}
              intent={action}
              version={version}
              isFinal={action === "archive"}
              {...words}
            />
          )
        );
      })}
      {actions.includes("close") && (
        <Decision
          intent="close"
          version={version}
          isFinal
          isOpen={typedReason != null}
          label="Close"
          meaning="It takes no new interest and cannot be opened again. Its page stays for those who have the link."
        >
          <label className="mb-3 block">
            <span className="font-semibold">Reason</span>
            <span className="text-quiet block text-sm">
              For your own history, like “Licensed to a partner”.
            </span>
            <input
              name="reason"
              required
              maxLength={500}
              defaultValue={typedReason ?? undefined}
              className="control"
            />
          </label>
        </Decision>
      )}
      {status === "draft" && (
        <Decision
          intent="delete"
          version={version}
          isFinal
          label="Delete the draft"
          meaning="It is gone with its documents. This cannot be undone."
        />
      )}
    </div>
  );
}
