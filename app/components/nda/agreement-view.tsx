import { DateText } from "#app/components/facts.tsx";
import { Facts, Tag, type Tone } from "#app/components/primitives.tsx";
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
                <DateText withTime iso={acceptedAt} />, from {agreement.acceptedAddress}
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
          "SHA-256 of the text",
          <code key="hash" className="text-sm break-all">
            {hash}
          </code>,
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
