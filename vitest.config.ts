import { defineConfig } from "vitest/config";

/** unit: no engine; sql: real DuckDB, and Google's engine where it runs; integration: whole commands and a real browser. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.ts"] } },
      { extends: true, test: { name: "sql", include: ["test/sql/**/*.test.ts"], testTimeout: 120_000 } },
      {
        extends: true,
        test: { name: "integration", include: ["test/integration/**/*.test.ts"], testTimeout: 240_000 },
      },
    ],
  },
});
