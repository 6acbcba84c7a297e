import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { CircleAlert } from "lucide-react";
import { CertificateStatusTag } from "#app/components/certificates/certificate-tags.tsx";
import { durationText } from "#app/components/desk/duration.ts";
import { DateText } from "#app/components/facts.tsx";
import { EmptyState, IconText, News, PageHeader, Section } from "#app/components/primitives.tsx";
import { listText } from "#app/core/formats.ts";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { certificationLabel } from "#app/core/reference/certifications.ts";
import {
  readCertificateQueue,
  readRecentDecisions,
} from "#app/domain/certifications/moderation-queries.server.ts";

const NEWS: Record<string, string> = {
  verified: "The certificate is verified. The organisation hears of it by mail.",
  rejected: "The certificate is not accepted. The organisation reads your reason, by mail as well.",
};

export const loader = handle(async ({ actor, url }) => {
  requirePerson(actor, url);
  const [{ total, waiting }, decisions] = await Promise.all([
    readCertificateQueue(actor),
    readRecentDecisions(actor),
  ]);
  const now = Date.now();
  return {
    total,
    waiting: waiting.map(({ standard, ...each }) => ({
      ...each,
      label: certificationLabel(standard),
      waitedMs: now - Date.parse(each.waitingSince),
    })),
    decisions: decisions.map(({ standard, ...each }) => ({ ...each, label: certificationLabel(standard) })),
    news: NEWS[url.searchParams.get("done") ?? ""] ?? null,
  };
});

export const meta: MetaFunction = () => [{ title: "Certificates to decide on · Sanyog" }];

export default function CertificateQueue() {
  const { total, waiting, news } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title="Certificates">
        <p>
          Compare what is claimed with the evidence. What has waited longest stands first
          {total > waiting.length && `; ${waiting.length} of ${total} are shown`}.
        </p>
      </PageHeader>
      <News>{news}</News>
      {waiting.length > 0 ? (
        <Queue />
      ) : (
        <EmptyState title="Nothing waits for a decision">
          <p>An organisation that attaches evidence to a certificate puts it here.</p>
        </EmptyState>
      )}
      <Decisions />
    </>
  );
}

function Queue() {
  const { waiting } = useLoaderData<typeof loader>();
  return (
    <table className="stack-table">
      <thead>
        <tr>
          <th scope="col">Certificate</th>
          <th scope="col">Organisation</th>
          <th scope="col">Waits</th>
        </tr>
      </thead>
      <tbody>
        {waiting.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              <Link to={`/moderation/certificates/${each.id}`}>{each.label}</Link>
              <span className="text-quiet block text-sm font-normal">
                {each.number}, {each.body}
              </span>
              {each.twins.length > 0 && (
                <span className="text-warn block text-sm font-normal">
                  <IconText icon={CircleAlert}>The same number at {listText(each.twins)}</IconText>
                </span>
              )}
            </th>
            <td data-label="Organisation">
              <Link to={`/organisations/${each.organisation.slug}`}>{each.organisation.name}</Link>
            </td>
            <td data-label="Waits">
              {durationText(each.waitedMs)}
              <span className="text-quiet block text-sm">
                since <DateText iso={each.waitingSince} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Decisions() {
  const { decisions } = useLoaderData<typeof loader>();
  if (decisions.length === 0) return null;
  return (
    <Section title="Decided lately" id="decided">
      <ul className="divide-line border-line divide-y border-y">
        {decisions.map((each) => (
          <li key={each.id} className="py-2">
            <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              {each.isStillThere ? (
                <Link to={`/moderation/certificates/${each.certificateId}`}>{each.label}</Link>
              ) : (
                <span>{each.label}</span>
              )}
              <span>{each.organisation}</span>
              <CertificateStatusTag
                status={each.type === "verified" ? "verified" : "rejected"}
                decidedAt={each.at}
              />
            </div>
            <p className="text-quiet text-sm">
              By {each.who}
              {!each.isStillThere && "; removed from the register since"}
              {each.note && `: ${each.note}`}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
