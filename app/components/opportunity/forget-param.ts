import { useEffect } from "react";

/** Takes a parameter that has done its work out of the address bar, so that it is neither copied nor kept. */
export function useForgottenParam(name: string): void {
  useEffect(() => {
    const address = new URL(window.location.href);
    if (!address.searchParams.has(name)) return;
    address.searchParams.delete(name);
    window.history.replaceState(window.history.state, "", address);
  }, [name]);
}
