import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

/**
 * Moves the licences of bundled packages into one text beside the scripts, as their terms allow: no reader has to
 * download them with every page.
 */
function licencesAside(): Plugin {
  const fileName = "assets/licences.txt";
  return {
    name: "licences-aside",
    apply: (_config, { isSsrBuild }) => !isSsrBuild,
    generateBundle(_options, bundle) {
      const licences = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        chunk.code = chunk.code.replace(/\/\*[*!](?:(?!\*\/)[^])*\*\/\n?/g, (comment) => {
          if (!/@licen[cs]e/.test(comment)) return comment;
          licences.add(comment.trim());
          return "";
        });
      }
      if (licences.size > 0)
        this.emitFile({ type: "asset", fileName, source: `${[...licences].sort().join("\n\n")}\n` });
    },
  };
}

export default defineConfig({
  // Remix's plugin expects a running build or server; unit tests are neither.
  plugins: [tailwindcss(), licencesAside(), process.env.VITEST ? null : remix(remixConfig)],
  // Node 20.19 resolves "#app/*" itself; the bundle inlines our code and leaves packages outside.
  ssr: { external: true, noExternal: [/^#/] },
  build: { target: "es2022", sourcemap: false, assetsInlineLimit: 0 },
  server: { host: "127.0.0.1" },
});
