import type { Actor } from "#app/core/actor.ts";
import { acknowledgeInterest } from "#app/domain/interests/acknowledge-interest.server.ts";
import { advanceInterest } from "#app/domain/interests/advance-interest.server.ts";
import type { ChangeResult } from "#app/domain/interests/change-status.server.ts";
import { declineInterest } from "#app/domain/interests/decline-interest.server.ts";
import type { Decision } from "#app/domain/interests/schema.ts";
import { shortlistInterest } from "#app/domain/interests/shortlist-interest.server.ts";
import { withdrawInterest } from "#app/domain/interests/withdraw-interest.server.ts";

/** Runs the command that a decision form asks for. @throws DomainError, see changeStatus */
export function decideInterest(actor: Actor, id: string, decision: Decision): Promise<ChangeResult> {
  switch (decision.intent) {
    case "acknowledge":
      return acknowledgeInterest(actor, id, decision);
    case "shortlist":
      return shortlistInterest(actor, id, decision);
    case "advance":
      return advanceInterest(actor, id, decision);
    case "decline":
      return declineInterest(actor, id, decision);
    case "withdraw":
      return withdrawInterest(actor, id, decision);
  }
}
