import type { DocumentFinding, ImportDocument, ImportedFile } from "./import-document.ts";

const MARKS: Readonly<Record<DocumentFinding["severity"], string>> = { info: "·", warning: "!", error: "✗" };

/** Of one check, more lines than these are summed up. */
const LISTED = 5;

/** The account of an import in plain words: rows, money and findings of each file. */
export function describeImport(document: ImportDocument): string {
  return `${document.files.map(describeFile).join("\n\n")}\n\nimport: ${document.status}\n`;
}

function describeFile(file: ImportedFile): string {
  const title = `${file.file} (${file.file_key})${file.family === null ? "" : ` → ${file.family}`}: ${file.status}`;
  const lines = [title];
  if (file.reason !== null) lines.push(`  ${file.reason}`);
  if (file.fix !== null) lines.push(`  fix: ${file.fix}`);
  if (file.rows_read > 0) lines.push(...account(file));
  lines.push(...findings(file.findings));
  return lines.join("\n");
}

function account(file: ImportedFile): readonly string[] {
  const rows = [
    `${count(file.rows_read)} rows read = ${count(file.rows_loaded)} loaded`,
    `${count(file.rows_merged)} merged (exact duplicates)`,
    `${count(file.rows_quarantined)} quarantined`,
    `${count(file.rows_dropped)} dropped (totals, lines above the header)`,
  ].join(" + ");
  const days = file.first_day === null ? "" : `; ${file.first_day} to ${file.last_day}`;
  const lines = [`  ${rows}`, `  ${count(file.rows_flagged)} of the loaded rows flagged${days}`];
  if (file.spend_read !== null) {
    const money = (amount: string | null): string => `${decimals(amount ?? "0")} ${file.currency_code ?? ""}`.trim();
    lines.push(
      `  spend: ${money(file.spend_read)} read, ${money(file.spend_loaded)} loaded, ${money(file.spend_quarantined)} quarantined`,
    );
  }
  const tables = file.tables
    .filter(({ row_count: n }) => n > 0)
    .map(({ table, row_count: n }) => `${table} (${count(n)})`);
  return tables.length === 0 ? lines : [...lines, `  into ${tables.join(", ")}`];
}

function findings(all: readonly DocumentFinding[]): readonly string[] {
  const byCheck = Map.groupBy(all, ({ check_name: name }) => name);
  return [...byCheck].flatMap(([name, found]) => {
    const lines = found
      .slice(0, LISTED)
      .map((one) => `  ${MARKS[one.severity]} ${name}: ${one.detail}${sum(one)}${at(one)}`);
    return found.length > LISTED ? [...lines, `  · ${name}: ${found.length - LISTED} more`] : lines;
  });
}

function sum({ amount, currency_code: currency }: DocumentFinding): string {
  return amount === null ? "" : ` [${decimals(amount)} ${currency ?? ""}]`.replace(" ]", "]");
}

function at({ example }: DocumentFinding): string {
  return example?.startsWith("row ") === true ? ` (first: ${example})` : "";
}

function count(rows: number): string {
  return rows.toLocaleString("en-US");
}

/** Thousands grouped, at least two decimals: `16890441.8` → `16,890,441.80`. */
function decimals(amount: string): string {
  const [whole = "0", fraction = ""] = amount.split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  return `${sign}${BigInt(whole.replace("-", "")).toLocaleString("en-US")}.${fraction.padEnd(2, "0")}`;
}
