import { CircleAlert, CircleCheck, CircleDashed, CircleX, Clock, type LucideIcon } from "lucide-react";
import { DateText } from "#app/components/facts.tsx";
import { IconText, Tag, type Tone } from "#app/components/primitives.tsx";
import type { CertificateStatus } from "#app/core/reference/terms.ts";
import type { RegisterState } from "#app/domain/certifications/present-certificate.ts";

const STATUS_LOOK: Record<CertificateStatus, [Tone, LucideIcon, string]> = {
  declared: ["plain", CircleDashed, "Declared, without evidence"],
  evidence_attached: ["warn", Clock, "Evidence attached, not checked yet"],
  verified: ["good", CircleCheck, "Verified"],
  rejected: ["bad", CircleX, "Not accepted"],
};

/** How far a certificate was checked, in words, with the day of the decision where there is one. */
export function CertificateStatusTag(props: { status: CertificateStatus; decidedAt?: string | null }) {
  const [tone, icon, text] = STATUS_LOOK[props.status];
  return (
    <Tag tone={tone}>
      <IconText icon={icon}>
        {text}
        {props.decidedAt && (
          <>
            {" "}
            on <DateText iso={props.decidedAt} />
          </>
        )}
      </IconText>
    </Tag>
  );
}

const STANDING_LOOK: Record<RegisterState, [Tone, LucideIcon]> = {
  counts: ["good", CircleCheck],
  soon: ["warn", CircleAlert],
  ended: ["bad", CircleX],
  not_begun: ["plain", Clock],
  rejected: ["bad", CircleX],
};

/** Whether a certificate counts today, and for how long still. */
export function StandingTag({ state, text }: { state: RegisterState; text: string }) {
  const [tone, icon] = STANDING_LOOK[state];
  return (
    <Tag tone={tone}>
      <IconText icon={icon}>{text}</IconText>
    </Tag>
  );
}
