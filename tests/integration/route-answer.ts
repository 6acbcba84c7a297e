/** What a loader or an action has answered, returned or thrown. */
export type Answer = {
  status: number;
  location: string | null;
  headers: Headers;
  data: unknown;
  /** Of a file. */
  text: string;
};

/** Where the sandbox's payment page is. */
export const PAYMENT_PAGE = /\/sandbox\/pay\/cs_test_\w+$/;

/** Waits for a loader or an action as Remix would. @throws what would have been a 500 */
export async function answerOf(answering: Promise<unknown>): Promise<Answer> {
  const outcome = await answering.catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown;
    return thrown;
  });
  if (outcome instanceof Response) {
    const { status, headers } = outcome;
    return { status, headers, location: headers.get("Location"), data: null, text: await outcome.text() };
  }
  const wrapped = outcome as { type?: string; data?: unknown; init?: ResponseInit | null };
  const isWrapped = wrapped?.type === "DataWithResponseInit";
  return {
    status: (isWrapped && wrapped.init?.status) || 200,
    headers: new Headers(isWrapped ? (wrapped.init?.headers ?? {}) : {}),
    location: null,
    data: isWrapped ? wrapped.data : outcome,
    text: "",
  };
}
