import { Form } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { sizeText } from "#app/components/posting/documents-part.tsx";
import { Button } from "#app/components/primitives.tsx";
import type { EvidenceView } from "#app/domain/certifications/trail.server.ts";

type Props = {
  evidence: EvidenceView[];
  /** Each file gets a button that takes it away. */
  isRemovable?: boolean;
};

/** The files of a certificate: those that count now, then those that did before. */
export function EvidenceList({ evidence, isRemovable = false }: Props) {
  const current = evidence.filter(({ isCurrent }) => isCurrent);
  const former = evidence.filter(({ isCurrent }) => !isCurrent);
  return (
    <>
      {current.length > 0 && (
        <ul className="divide-line border-line max-w-3xl divide-y border-y">
          {current.map((file) => (
            <li key={file.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
              <FileLine file={file} />
              {isRemovable && (
                <Form method="post">
                  <input type="hidden" name="evidence" value={file.id} />
                  <Button
                    look="danger"
                    small
                    name="intent"
                    value="remove_evidence"
                    aria-label={`Remove ${file.name}`}
                  >
                    Remove
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {former.length > 0 && (
        <details className="mt-3">
          <summary className="min-h-6 cursor-pointer">
            {former.length === 1 ? "1 earlier file" : `${former.length} earlier files`}
          </summary>
          <ul className="mt-1 space-y-1">
            {former.map((file) => (
              <li key={file.id}>
                <FileLine file={file} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function FileLine({ file }: { file: EvidenceView }) {
  return (
    <div className="min-w-0">
      {file.href ? (
        <a href={file.href} target="_blank" rel="noreferrer" className="inline-block min-h-6">
          {file.name}
        </a>
      ) : (
        file.name
      )}{" "}
      <span className="text-quiet text-sm">
        {sizeText(file.sizeBytes)}, attached on <DateText iso={file.at} />
        {file.href === null && "; removed before anybody decided on it"}
        {file.href !== null && !file.isCurrent && "; kept because a decision rests on it"}
      </span>
    </div>
  );
}
