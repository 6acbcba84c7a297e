import { FileText } from "lucide-react";
import { CertificateStatusTag } from "#app/components/certificates/certificate-tags.tsx";
import { useLocale } from "#app/components/facts.tsx";
import { IconText } from "#app/components/primitives.tsx";
import type {
  ApplicantCertificate,
  PublicCertificate,
} from "#app/domain/certifications/public-certificates.server.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";

type Props = {
  /** Of `listPublicCertificates`, or with `evidence` of `listApplicantCertificates`. */
  certificates: (PublicCertificate & Partial<Pick<ApplicantCertificate, "evidence">>)[];
};

/** What an organisation holds today: who issued it, until when, whether anybody checked it, the evidence where it may be read. */
export function CertificateList({ certificates }: Props) {
  const locale = useLocale();
  return (
    <ul className="divide-line border-line divide-y border-y">
      {certificates.map(({ id, label, body, scope, status, verifiedAt, expiresOn, evidence = [] }) => (
        <li key={id} className="py-3">
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="font-semibold">{label}</span>
            <CertificateStatusTag status={status} decidedAt={verifiedAt} />
          </div>
          <p className="text-quiet text-sm" suppressHydrationWarning>
            {body}
            {expiresOn ? `, until ${calendarDateText(expiresOn, locale)}` : ", without an end"}
          </p>
          {scope && <p className="text-quiet max-w-measure text-sm whitespace-pre-line">{scope}</p>}
          {evidence.length > 0 && (
            <ul className="mt-1 flex flex-wrap gap-x-4">
              {evidence.map((file) => (
                <li key={file.id}>
                  <a
                    href={file.href}
                    target="_blank"
                    rel="noreferrer"
                    className="inline-flex min-h-6 items-center"
                  >
                    <IconText icon={FileText}>{file.name}</IconText>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
