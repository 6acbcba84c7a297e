import { Form, useNavigation } from "@remix-run/react";
import { optionsOf } from "#app/components/forms.tsx";
import { Button, Section } from "#app/components/primitives.tsx";
import { DISCLOSURE_LEVELS, type DisclosureLevel } from "#app/core/reference/terms.ts";
import {
  ACCEPTED_ENDINGS,
  megabytes,
  MOST_DOCUMENT_BYTES,
  MOST_DOCUMENTS,
  MOST_PICTURE_BYTES,
} from "#app/domain/files/limits.ts";

export type ListedDocument = {
  id: string;
  name: string;
  sizeBytes: number;
  disclosure: DisclosureLevel;
  downloads: number;
};

const levels = optionsOf(DISCLOSURE_LEVELS);

/** A size as people read it. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The papers of an opportunity: who may read each, and a form for one more. */
export function DocumentsPart({ documents }: { documents: ListedDocument[] }) {
  return (
    <Section title="Documents" id="documents">
      {documents.length > 0 && (
        <ul className="divide-line border-line mb-6 max-w-3xl divide-y border-y">
          {documents.map((document) => (
            <OneDocument key={document.id} document={document} />
          ))}
        </ul>
      )}
      {documents.length < MOST_DOCUMENTS ? (
        <UploadForm key={documents.length} />
      ) : (
        <p>There are {MOST_DOCUMENTS} documents, which is all that fits. Remove one to add another.</p>
      )}
    </Section>
  );
}

function OneDocument({ document }: { document: ListedDocument }) {
  const { id, name, sizeBytes, disclosure, downloads } = document;
  return (
    <li className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0">
        <a href={`/documents/${id}`}>{name}</a> <span className="text-quiet">({sizeText(sizeBytes)})</span>
        {disclosure !== "public" && (
          <span className="text-quiet block text-sm">
            {downloads === 0
              ? "Not downloaded yet"
              : `Downloaded ${downloads} ${downloads === 1 ? "time" : "times"}`}
          </span>
        )}
      </div>
      <Form method="post" className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="document" value={id} />
        <label className="text-sm">
          <span className="sr-only">Who may read {name}</span>
          <select name="disclosure" defaultValue={disclosure} className="control">
            {levels.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <Button look="secondary" name="intent" value="disclose" aria-label={`Change who may read ${name}`}>
          Change
        </Button>
        <Button look="danger" name="intent" value="remove" aria-label={`Remove ${name}`}>
          Remove
        </Button>
      </Form>
    </li>
  );
}

function UploadForm() {
  const isSending = useNavigation().formEncType === "multipart/form-data";
  return (
    <Form method="post" encType="multipart/form-data" className="max-w-measure">
      <h3 className="text-lg">Add a document</h3>
      <fieldset className="mt-2 mb-4">
        <legend className="font-semibold">Who may read it</legend>
        {levels.map(({ value, label, explanation }) => (
          <label key={value} className="flex gap-3 py-1">
            <input
              type="radio"
              name="disclosure"
              value={value}
              defaultChecked={value === "public"}
              className="accent-action mt-0.5 size-5 shrink-0"
            />
            <span>
              {label}
              <span className="text-quiet block text-sm">{explanation}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label className="mb-4 block">
        <span className="font-semibold">File</span>
        <span className="text-quiet mb-1 block text-sm">
          PDF, PNG, JPEG, WebP, Word, Excel, PowerPoint or plain text; at most{" "}
          {megabytes(MOST_DOCUMENT_BYTES)} (pictures {megabytes(MOST_PICTURE_BYTES)}). Place and camera are
          taken out of pictures.
        </span>
        <input type="file" name="file" accept={ACCEPTED_ENDINGS} required className="control" />
      </label>
      <Button look="secondary" disabled={isSending}>
        {isSending ? "Sending …" : "Attach the file"}
      </Button>
    </Form>
  );
}
