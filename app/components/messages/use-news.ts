import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

const LOOK_EVERY_MS = 10_000;

/**
 * Looks for new messages while the page is before somebody's eyes, and has the page read again when there are: what
 * is typed, the focus and the place on the page stay.
 * @param newest position of the last message that the page shows
 */
export function useNews(interestId: string, newest: number, enabled: boolean): void {
  const { revalidate, state } = useRevalidator();
  const known = useRef(newest);
  known.current = Math.max(known.current, newest);
  const isBusy = useRef(false);
  isBusy.current = state !== "idle";
  useEffect(() => {
    if (!enabled) return;
    const stop = new AbortController();
    const look = async () => {
      if (document.visibilityState !== "visible" || isBusy.current) return;
      const answer = await fetch(`/desk/interests/${interestId}/messages/newest`, {
        signal: stop.signal,
      }).catch(() => null);
      if (!answer?.ok) return;
      const found = (await answer.json()) as { newest: number };
      if (found.newest > known.current) revalidate();
    };
    const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
    const onReturn = () => void look().catch(() => undefined);
    document.addEventListener("visibilitychange", onReturn);
    return () => {
      stop.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onReturn);
    };
  }, [interestId, enabled, revalidate]);
}

type Said = { position: number; isOurs: boolean; who: string };

/** A sentence for those who do not see that a message of the other side has arrived. */
export function useAnnouncement(messages: Said[]): string {
  const [seen, setSeen] = useState(() => messages.at(-1)?.position ?? 0);
  const [sentence, setSentence] = useState("");
  const newest = messages.at(-1)?.position ?? 0;
  if (newest > seen) {
    const arrived = messages.filter(({ position, isOurs }) => position > seen && !isOurs);
    setSeen(newest);
    if (arrived.length > 0)
      setSentence(
        arrived.length === 1
          ? `New message from ${arrived[0]!.who}`
          : `${arrived.length} new messages from ${arrived[0]!.who}`,
      );
  }
  return sentence;
}
