/** @type {import("@remix-run/dev").VitePluginConfig} Options of Remix's Vite plugin; vite.config.ts hands them over. */
export default {
  appDirectory: "app",
  ignoredRouteFiles: ["**/*"],
  serverModuleFormat: "esm",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    // All routes in one cached file of 2 KB: discovering them one by one matched every page's links against all
    // routes on the server, a quarter of the time that a page takes.
    v3_lazyRouteDiscovery: false,
    v3_routeConfig: true,
  },
};
