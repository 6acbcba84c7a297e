import { Link } from "@remix-run/react";
import { sizeText, type ListedDocument } from "#app/components/posting/documents-part.tsx";
import { Section } from "#app/components/primitives.tsx";
import { DISCLOSURE_LEVELS } from "#app/core/reference/terms.ts";

const downloadsText = (count: number) =>
  count === 0 ? "not downloaded yet" : count === 1 ? "downloaded once" : `downloaded ${count} times`;

/** The papers of one's own opportunity, with who may read each and how often it was fetched. */
export function PaperList(props: { reference: string; documents: ListedDocument[]; mayEdit: boolean }) {
  const { reference, documents, mayEdit } = props;
  return (
    <Section
      title="Documents"
      id="documents"
      aside={
        mayEdit && (
          <Link to={`/desk/opportunities/${reference}/edit/documents#documents`}>
            Add or change documents
          </Link>
        )
      }
    >
      {documents.some(({ disclosure }) => disclosure !== "public") && (
        <p className="mb-2">
          <Link to={`/desk/opportunities/${reference}/readers`}>Who reads them</Link>
        </p>
      )}
      {documents.length === 0 ? (
        <p className="text-quiet">None yet.</p>
      ) : (
        <ul className="list-disc pl-5">
          {documents.map(({ id, name, sizeBytes, disclosure, downloads }) => (
            <li key={id}>
              <a href={`/documents/${id}`}>{name}</a> ({sizeText(sizeBytes)}),{" "}
              <span className="font-semibold">{DISCLOSURE_LEVELS[disclosure].label}</span>
              {disclosure !== "public" && `, ${downloadsText(downloads)}`}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
