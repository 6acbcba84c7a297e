import { Notice } from "#app/components/primitives.tsx";

/** Says on every page about money that there is none in it. */
export function SandboxBanner({ isSandbox }: { isSandbox: boolean }) {
  if (!isSandbox) return null;
  return (
    <div className="mt-4">
      <Notice tone="warn" title="Sandbox: no money moves." />
    </div>
  );
}
