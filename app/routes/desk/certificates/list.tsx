import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { CertificateStatusTag, StandingTag } from "#app/components/certificates/certificate-tags.tsx";
import { ButtonLink, EmptyState, News, PageHeader } from "#app/components/primitives.tsx";
import { mayEdit } from "#app/core/actor.ts";
import { handle, requireMember } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { presentCertificate, type CertificateView } from "#app/domain/certifications/present-certificate.ts";
import { readRegister } from "#app/domain/certifications/queries.server.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";

const NEWS: Record<string, string> = {
  removed: "The certificate is removed. It does not count any more.",
};

export const loader = handle(async ({ actor, url, request }) => {
  const member = requireMember(actor, url);
  const { certificates, today } = await readRegister(member);
  const locale = readLocale(request.headers.get("Accept-Language"));
  const inclusions = await readReference("certifications");
  return {
    organisation: member.organisation.name,
    certificates: certificates.map((each) => presentCertificate(each, today, locale, inclusions)),
    mayEdit: mayEdit(member),
    news: NEWS[url.searchParams.get("done") ?? ""] ?? null,
  };
});

export const meta: MetaFunction = () => [{ title: "Certificates · Sanyog" }];

export default function CertificatesPage() {
  const { organisation, certificates, mayEdit, news } = useLoaderData<typeof loader>();
  const add = mayEdit && <ButtonLink to="/desk/certificates/new">Add a certificate</ButtonLink>;
  return (
    <>
      <PageHeader title="Certificates" actions={certificates.length > 0 && add}>
        <p>
          What {organisation} holds. Opportunities are compared with it; a certificate counts to the end of
          its last day.
        </p>
      </PageHeader>
      <News>{news}</News>
      {certificates.length > 0 ? (
        <Register certificates={certificates} />
      ) : (
        <EmptyState title="The register is empty">
          <p>
            Most posters require ISO 9001 or a standard of their field. Enter what you hold, and each
            opportunity says at once whether you qualify.
          </p>
          {mayEdit ? <p>{add}</p> : <p>You read as a viewer. An owner can make you an editor.</p>}
        </EmptyState>
      )}
    </>
  );
}

/** Between a phone and a wide screen the words of a state take two lines, so that the name keeps its room. */
const WRAPS = "md:max-lg:[&_span]:whitespace-normal";

function Register({ certificates }: { certificates: CertificateView[] }) {
  return (
    <table className="stack-table">
      <thead>
        <tr>
          <th scope="col">Standard</th>
          <th scope="col">Number and body</th>
          <th scope="col">Validity</th>
          <th scope="col">Checked</th>
        </tr>
      </thead>
      <tbody>
        {certificates.map((certificate) => (
          <tr key={certificate.id}>
            <th scope="row">
              <Link to={`/desk/certificates/${certificate.id}`}>{certificate.label}</Link>
              {certificate.covers.length > 0 && (
                <span className="text-quiet block text-sm font-normal">
                  Covers {certificate.covers.join(", ")} as well
                </span>
              )}
            </th>
            <td data-label="Number and body">
              {certificate.number}
              <span className="text-quiet block text-sm">{certificate.body}</span>
              {certificate.scope && (
                <span className="text-quiet block text-sm whitespace-pre-line">{certificate.scope}</span>
              )}
            </td>
            <td data-label="Validity" className={WRAPS}>
              <StandingTag state={certificate.state} text={certificate.stateText} />
            </td>
            <td data-label="Checked" className={WRAPS}>
              <CertificateStatusTag status={certificate.status} decidedAt={certificate.decidedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
