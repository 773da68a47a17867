import { describe, expect, it } from "vitest";
import { checkSqlProject } from "../../oracle/check-sql.ts";

describe("the project's SQL", () => {
  it("is analyzed, linted and translated without a finding, and reads what references() says", async () => {
    const { problems, files, skipped } = await checkSqlProject();
    expect(problems).toEqual([]);
    expect(files).toBeGreaterThan(0);
    if (skipped !== null) process.stderr.write(`Google's analyzer was left out: ${skipped}\n`);
  });
});
