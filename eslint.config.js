import js from "@eslint/js";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

/** The arrows of the house: what each part may NOT import. A request walks down, an event walks out. */
const ARROWS = [
  { part: "app/core", never: ["routes", "domain", "jobs", "components", "search", "tests"] },
  { part: "app/domain", never: ["routes", "components", "search", "tests", "jobs/start", "jobs/handlers"] },
  { part: "app/components", never: ["routes", "jobs", "search", "tests", "db"] },
  { part: "app/jobs", never: ["routes", "tests"] },
  { part: "app/routes", never: ["jobs", "tests", "db"] },
  { part: "search", never: ["routes", "domain", "components", "tests", "jobs/start", "jobs/handlers"] },
  { part: "prisma", never: ["routes", "components"] },
];

const PATTERN_OF = {
  routes: "#app/routes/**",
  domain: "#app/domain/**",
  jobs: "#app/jobs/**",
  "jobs/start": "#app/jobs/start*",
  "jobs/handlers": "#app/jobs/handlers*",
  components: "#app/components/**",
  search: "#search/**",
  tests: "#tests/**",
  // The database is reached through the domain's commands and queries.
  db: "#app/core/db.server.ts",
};

const NO_PARENTS = {
  group: ["../*"],
  message: "Say where it is from the top: #app/…, #search/…, #prisma/…, #tests/….",
};

const NO_ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Only app/core/config.server.ts reads the environment; take what you need from `config`.",
};

export default tseslint.config(
  {
    ignores: [
      "build/",
      "prisma/generated/",
      ".data/",
      ".cache/",
      "tests/results/",
      "node_modules/",
      "**/.react-router/",
    ],
  },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    plugins: { "import-x": importX, "react-hooks": reactHooks },
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver({ alwaysTryTypes: true })] },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "no-restricted-imports": ["error", { patterns: [NO_PARENTS] }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Loaders throw what Remix answers with: responses and `data()`.
      "no-throw-literal": "off",
    },
  },
  ...ARROWS.map(({ part, never }) => ({
    files: [`${part}/**/*.{ts,tsx}`],
    // Mails read what they tell when they are sent; the seed is built from the tests' factories.
    ignores: ["**/*.test.ts", "prisma/seed.ts", "app/components/emails/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            NO_PARENTS,
            {
              group: never.map((name) => PATTERN_OF[name]),
              message: `${part} may not import this: see the arrows in eslint.config.js.`,
            },
          ],
        },
      ],
    },
  })),
  {
    files: ["app/**/*.{ts,tsx}", "search/**/*.ts"],
    ignores: ["app/core/config.server.ts", "app/cli/**", "**/*.test.ts"],
    rules: { "no-restricted-syntax": ["error", NO_ENVIRONMENT] },
  },
);
