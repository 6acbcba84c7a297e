import "@remix-run/server-runtime";

// Loaders' types reach the pages as they are, without a turn through JSON (future flag of remix.config.js).
declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}
