import { createContext, useContext } from "react";

/**
 * Marks the inline scripts that our own code renders. It lives for one render: the finished page carries the
 * scripts' hashes in its Content-Security-Policy and no nonce, so that a page can be cached (see app/README.md).
 * Undefined in the browser.
 */
export const NonceContext = createContext<string | undefined>(undefined);

/** The `nonce` attribute for `<Scripts>`, `<ScrollRestoration>` and inline scripts of our own. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
