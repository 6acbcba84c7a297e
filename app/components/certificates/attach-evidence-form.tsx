import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/primitives.tsx";

type Props = {
  /** Whether there is a file that the new one may replace. */
  hasEvidence: boolean;
  /** What attaching changes, said before it is done. */
  consequence: string;
  /** Why the last one was not taken. */
  error: string | undefined;
};

/** One more file, or one in the place of the others; a plain form that needs no script. */
export function AttachEvidenceForm({ hasEvidence, consequence, error }: Props) {
  const isSending = useNavigation().formEncType === "multipart/form-data";
  return (
    <Form method="post" action="#evidence" encType="multipart/form-data" className="max-w-measure mt-4">
      <label htmlFor="evidence-file" className="font-semibold">
        {hasEvidence ? "Another file" : "The certificate as a file"}
      </label>
      <p id="evidence-hint" className="text-quiet mb-1 text-sm">
        A PDF, or a PNG or JPEG picture of each page; at most 10 MB a file and 5 files. {consequence}
      </p>
      {error && (
        <p id="evidence-error" role="alert" className="text-bad mb-1 text-sm font-semibold">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
      <input
        id="evidence-file"
        type="file"
        name="file"
        required
        accept="application/pdf,image/png,image/jpeg"
        aria-describedby={error ? "evidence-hint evidence-error" : "evidence-hint"}
        aria-invalid={error ? true : undefined}
        className="control"
      />
      {hasEvidence && (
        <label className="mt-2 flex gap-3 py-1">
          <input
            type="checkbox"
            name="replaces"
            value="on"
            className="accent-action mt-0.5 size-5 shrink-0"
          />
          <span>
            It replaces the files that are there
            <span className="text-quiet block text-sm">
              Moderators can still read files that they have decided on. The others are removed.
            </span>
          </span>
        </label>
      )}
      <Button className="mt-3" disabled={isSending}>
        {isSending ? "Sending …" : "Attach the file"}
      </Button>
    </Form>
  );
}
