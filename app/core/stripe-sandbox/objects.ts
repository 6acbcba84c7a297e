/** The sandbox's objects, with those fields of Stripe's API that the product reads. Amounts in minor units, times in seconds. */
export type SandboxSession = {
  id: string;
  object: "checkout.session";
  created: number;
  livemode: false;
  mode: "payment";
  status: "open" | "complete" | "expired";
  payment_status: "paid" | "unpaid";
  amount_total: number;
  currency: string;
  client_reference_id: string | null;
  customer_email: string | null;
  metadata: Record<string, string>;
  line_items_text: string[];
  payment_intent: string | null;
  success_url: string;
  cancel_url: string | null;
  expires_at: number;
  url: string | null;
};

export type SandboxPayment = {
  id: string;
  object: "payment_intent";
  created: number;
  livemode: false;
  amount: number;
  amount_received: number;
  currency: string;
  status: "requires_payment_method" | "processing" | "succeeded";
  metadata: Record<string, string>;
};

export type SandboxRefund = {
  id: string;
  object: "refund";
  created: number;
  amount: number;
  currency: string;
  payment_intent: string;
  status: "succeeded";
  reason: string | null;
};

export type SandboxDispute = {
  id: string;
  object: "dispute";
  created: number;
  livemode: false;
  amount: number;
  currency: string;
  payment_intent: string;
  status: "needs_response" | "won" | "lost";
  reason: "general";
};

export type SandboxEvent = {
  id: string;
  object: "event";
  created: number;
  livemode: false;
  type: string;
  data: { object: SandboxSession | SandboxPayment | SandboxRefund | SandboxDispute };
};

export type SandboxObject = SandboxSession | SandboxPayment | SandboxRefund | SandboxDispute | SandboxEvent;
export type SandboxType = SandboxObject["object"];
export type SandboxOf<T extends SandboxType> = Extract<SandboxObject, { object: T }>;
