import { Link } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { ButtonLink, Facts, Tag, type Tone } from "#app/components/primitives.tsx";
import type { PresentedAgreement } from "#app/domain/nda/present-agreements.server.ts";

type Status = PresentedAgreement["status"];

const TONES: Record<Status, Tone> = {
  invited: "action",
  accepted: "warn",
  countersigned: "good",
  refused: "bad",
  revoked: "bad",
  replaced: "plain",
};

export function NdaStatusTag({ status, label }: { status: Status; label: string }) {
  return <Tag tone={TONES[status]}>{label}</Tag>;
}

const ENDED: Partial<Record<Status, string>> = {
  refused: "Not countersigned",
  revoked: "Revoked",
  replaced: "Replaced",
};

/** Who signed what, when and from where. */
export function AgreementFactList({ agreement }: { agreement: PresentedAgreement }) {
  const { version, title, hash, invitedAt, acceptedAt, countersignedAt, endedAt, endReason } = agreement;
  return (
    <Facts
      rows={[
        ["Text", `${title}, version ${version}`],
        ["Invited", <DateText withTime key="invited" iso={invitedAt} />],
        [
          "Accepted",
          acceptedAt && (
            <span key="accepted">
              {agreement.acceptedName}, {agreement.acceptedRole}
              <span className="text-quiet block text-sm">
                <DateText withTime iso={acceptedAt} />, from the internet address {agreement.acceptedAddress}
              </span>
            </span>
          ),
        ],
        [
          "Countersigned",
          countersignedAt && (
            <span key="countersigned">
              {agreement.countersignedName}
              <span className="text-quiet block text-sm">
                <DateText withTime iso={countersignedAt} />
              </span>
            </span>
          ),
        ],
        [
          ENDED[agreement.status] ?? "Ended",
          endedAt && (
            <span key="ended">
              <DateText withTime iso={endedAt} />
              {endReason && <span className="block whitespace-pre-line">{endReason}</span>}
            </span>
          ),
        ],
        [
          "Fingerprint",
          <span key="hash">
            <code className="text-sm break-all">{hash}</code>
            <span className="text-quiet block text-sm">
              SHA-256 of the text. The same fingerprint means that not a letter was changed.
            </span>
          </span>,
        ],
      ]}
    />
  );
}

/** The way to the agreement on paper, once somebody has signed it. */
export function SignedCopy({ interestId, agreement }: { interestId: string; agreement: PresentedAgreement }) {
  if (!agreement.acceptedAt) return null;
  return (
    <p className="mt-3">
      <a href={`/desk/interests/${interestId}/nda/${agreement.id}/signed.pdf`}>
        Download the signed agreement (PDF)
      </a>
    </p>
  );
}

type Opened = { side: "applicant" | "poster" | null; reference: string; isGranted: boolean };

/** The way to what an agreement in force opens: the documents for who reads them, their log for who shows them. */
export function OpenedDocuments({ side, reference, isGranted }: Opened) {
  if (side === "poster")
    return (
      <p className="mt-2">
        <Link to={`/desk/opportunities/${reference}/readers`}>See who reads the documents</Link>
      </p>
    );
  if (side === null || !isGranted) return null;
  return (
    <p className="mt-3">
      <ButtonLink to={`/opportunities/${reference}#documents`}>Read the documents</ButtonLink>
    </p>
  );
}
