import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { CircleAlert, CircleCheck, CircleX, Clock, type LucideIcon } from "lucide-react";
import {
  ButtonLink,
  EmptyState,
  IconText,
  News,
  PageHeader,
  Tag,
  type Tone,
} from "#app/components/primitives.tsx";
import { mayEdit } from "#app/core/actor.ts";
import { handle, requireMember } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import {
  presentCertificate,
  type CertificateView,
  type RegisterState,
} from "#app/domain/certifications/present-certificate.ts";
import { readRegister } from "#app/domain/certifications/queries.server.ts";

const NEWS: Record<string, string> = {
  added: "The certificate is in your register. Searches count it from now on.",
  changed: "The certificate is changed. It counts as declared until somebody checks it.",
  removed: "The certificate is removed. It does not count any more.",
};

export const loader = handle(async ({ actor, url, request }) => {
  const member = requireMember(actor, url);
  const { certificates, today } = await readRegister(member);
  const locale = readLocale(request.headers.get("Accept-Language"));
  return {
    organisation: member.organisation.name,
    certificates: certificates.map((each) => presentCertificate(each, today, locale)),
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
        <Register certificates={certificates} mayEdit={mayEdit} />
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

const LOOK: Record<RegisterState, [Tone, LucideIcon]> = {
  counts: ["good", CircleCheck],
  soon: ["warn", CircleAlert],
  ended: ["bad", CircleX],
  not_begun: ["plain", Clock],
  rejected: ["bad", CircleX],
};

function StateTag({ certificate }: { certificate: CertificateView }) {
  const [tone, icon] = LOOK[certificate.state];
  return (
    <Tag tone={tone}>
      <IconText icon={icon}>{certificate.stateText}</IconText>
    </Tag>
  );
}

function Register({ certificates, mayEdit }: { certificates: CertificateView[]; mayEdit: boolean }) {
  return (
    <table className="stack-table">
      <thead>
        <tr>
          <th scope="col">Standard</th>
          <th scope="col">Number and body</th>
          <th scope="col">Validity</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {certificates.map((certificate) => (
          <tr key={certificate.id}>
            <th scope="row">
              {mayEdit ? (
                <Link to={`/desk/certificates/${certificate.id}`}>{certificate.label}</Link>
              ) : (
                certificate.label
              )}
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
            <td data-label="Validity">
              <StateTag certificate={certificate} />
            </td>
            <td data-label="State" className="short">
              {certificate.status}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
