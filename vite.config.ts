import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig({
  // Remix's plugin expects a running build or server; unit tests are neither.
  plugins: [tailwindcss(), process.env.VITEST ? null : remix(remixConfig)],
  // Node 20.19 resolves "#app/*" itself; the bundle inlines our code and leaves packages outside.
  ssr: { external: true, noExternal: [/^#/] },
  build: { target: "es2022", sourcemap: false, assetsInlineLimit: 0 },
  server: { host: "127.0.0.1" },
});
