import { useForm, type SubmissionResult } from "@conform-to/react";
import { useNavigation } from "@remix-run/react";
import { useState } from "react";
import { DataForm, TextAreaField } from "#app/components/forms.tsx";
import { Button } from "#app/components/primitives.tsx";
import { sizeText } from "#app/components/messages/size.ts";
import { useAutosave } from "#app/components/posting/use-autosave.ts";
import { FILE_MAX_BYTES, FILES_MAX, TEXT_MAX } from "#app/domain/messages/limits.ts";
import type { PresentedThread } from "#app/domain/messages/present-thread.server.ts";
import { ACCEPTED_ENDINGS } from "#app/domain/files/limits.ts";

type Props = { thread: PresentedThread; result?: SubmissionResult<string[]> };

/**
 * Where one writes. What is typed stays while the page looks for news, until the form itself has arrived: then it
 * begins anew under a new key. So a retry after a broken connection finds either its text or its message.
 */
export function Composer({ thread, result }: Props) {
  const [key, renew] = useState(thread.newKey);
  if (thread.sentKeys.includes(key) && key !== thread.newKey) renew(thread.newKey);
  return <ComposeForm key={key} formKey={key} thread={thread} result={result} />;
}

function ComposeForm({ formKey, thread, result }: Props & { formKey: string }) {
  const { id, side, other, draft, status } = thread;
  const [form, fields] = useForm<{ text: string; file: string }>({
    id: "compose",
    lastResult: result,
    defaultValue: { text: draft.text },
    constraint: { text: { required: true } },
  });
  const isSending = useNavigation().state === "submitting";
  const autosave = useAutosave({
    formId: form.id,
    action: `/desk/interests/${id}/messages/draft`,
    enabled: true,
  });
  return (
    <DataForm form={form} action="#write" preventScrollReset>
      <input type="hidden" name="key" value={formKey} />
      <TextAreaField
        field={fields.text}
        label={`Write to ${other}`}
        hint={`At most ${TEXT_MAX.toLocaleString("en-IN")} characters. They see your organisation's name, but neither your own name nor your e-mail address. Their answer arrives here.`}
        rows={6}
      />
      <DraftFiles
        files={draft.files}
        errors={fields.file.errors}
        errorId={fields.file.errorId}
        inputId={fields.file.id}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button name="intent" value="send">
          {isSending ? "Sending …" : "Send"}
        </Button>
        {side === "poster" && (
          <Button name="intent" value="ask" look="secondary">
            Send as a question
          </Button>
        )}
        <Button name="intent" value="save_draft" look="secondary">
          Save draft
        </Button>
        <p role="status" className="text-quiet text-sm">
          <AutosaveStatus {...autosave} />
        </p>
      </div>
      {side === "poster" && (
        <p className="text-quiet mt-2 text-sm">
          A question stays on the applicant’s desk until they answer.
          {status === "submitted" &&
            " Your first message counts as your first answer: the expression of interest becomes “Acknowledged”."}
        </p>
      )}
    </DataForm>
  );
}

function AutosaveStatus({ answer, isSaving }: ReturnType<typeof useAutosave>) {
  if (isSaving) return <>Saving the draft …</>;
  if (!answer) return null;
  if (answer.state === "refused") return <span className="text-bad">Draft not saved: {answer.message}</span>;
  return <>Draft saved</>;
}

type FileProps = {
  files: PresentedThread["draft"]["files"];
  errors: string[] | undefined;
  errorId: string;
  inputId: string;
};

/** The files that go along. One is sent up at a time, at once with script and by a button without. */
function DraftFiles({ files, errors, errorId, inputId }: FileProps) {
  const hintId = `${inputId}-hint`;
  return (
    <div className="mb-5 max-w-measure">
      {files.length > 0 && (
        <ul className="divide-line border-line mb-3 divide-y border-y" aria-label="Files that go along">
          {files.map(({ id, name, sizeBytes }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
              <span className="min-w-0 break-words">
                {name} <span className="text-quiet text-sm">{sizeText(sizeBytes)}</span>
              </span>
              <Button name="attachment" value={id} look="secondary" small>
                Remove<span className="sr-only"> {name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {files.length < FILES_MAX && (
        <>
          <label htmlFor={inputId} className="mb-0.5 block font-semibold">
            Attach a file <span className="text-quiet font-normal">(optional)</span>
          </label>
          <div id={hintId} className="text-quiet mb-1 text-sm">
            PDF, picture, Word, Excel, PowerPoint or plain text; {FILES_MAX} files of{" "}
            {FILE_MAX_BYTES / 1_000_000} MB at most.
          </div>
          {errors?.length ? (
            <p id={errorId} className="text-bad mb-1 text-sm font-semibold">
              <span className="sr-only">Error: </span>
              {errors.join(" ")}
            </p>
          ) : null}
          <div className="flex flex-wrap items-center gap-2">
            <input
              // Empty again once the file is attached.
              key={files.length}
              type="file"
              id={inputId}
              name="file"
              accept={ACCEPTED_ENDINGS}
              aria-describedby={errors?.length ? `${hintId} ${errorId}` : hintId}
              aria-invalid={errors?.length ? true : undefined}
              className="control min-w-0 flex-1"
              onChange={({ currentTarget: { files: chosen, form } }) => {
                if (chosen?.length)
                  form?.requestSubmit(form.querySelector<HTMLElement>("button[value=attach]"));
              }}
            />
            <Button name="intent" value="attach" look="secondary" formEncType="multipart/form-data">
              Attach
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
