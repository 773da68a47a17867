import { AppError } from "../../lib/errors.ts";
import { redactText } from "../../lib/http/redact.ts";
import type { RawRow, RawValue, RowProblem, SourceAccount } from "../source.ts";
import { cellsOf } from "./cells.ts";
import { DERIVED_FROM, DIMENSIONS, METRICS, TRAFFIC_TABLE } from "./columns.ts";
import type { ReportAnswer, ReportMetadata } from "./schema.ts";

export type ReadRow =
  | { readonly kind: "row"; readonly row: RawRow }
  | { readonly kind: "problem"; readonly problem: RowProblem };

/** A count: digits. A number: also with a fraction or an exponent, as doubles are written. */
const FORMS = { count: /^\d{1,15}$/, number: /^\d+(\.\d+)?([eE][+-]?\d+)?$/ } as const;

/**
 * Reads rows of one answer by its headers, whatever their order. What holds for the whole day stands on each of its rows.
 * Texts stay as sent: `(not set)` is what GA4 does not know, `(other)` what it rolled up, empty what was empty.
 */
export function createRowReader(account: SourceAccount, day: string, answer: ReportAnswer): (row: unknown) => ReadRow {
  const dimensions = DIMENSIONS.map(({ name, column }) => ({ column, at: position(answer.dimensionHeaders, name) }));
  const metrics = METRICS.map(({ name, column, type }) => ({ column, type, at: position(answer.metricHeaders, name) }));
  const ofDay = dayColumns(account, answer.metadata);
  const dateText = day.replaceAll("-", "");
  return (row) => {
    const problem = (column: string, expected: string, got: string | undefined, isKey: boolean): ReadRow => ({
      kind: "problem",
      problem: {
        table: TRAFFIC_TABLE,
        column,
        expected,
        got: redactText(got ?? "nothing").slice(0, 100),
        isKey,
        payloadRedacted: redactText(JSON.stringify(row)),
      },
    });
    const { dimensions: texts, metrics: numbers } = cellsOf(row);
    const values: Record<string, RawValue> = { property_id: account.accountId };
    for (const { column, at } of dimensions) {
      const value = texts[at];
      if (value === undefined) return problem(column, "a value for every dimension", value, true);
      if (column === "date_day" && value !== dateText) return problem(column, `the day ${dateText}`, value, true);
      values[column] = column === "date_day" ? day : value;
    }
    for (const { column, type, at } of metrics) {
      const value = numbers[at];
      if (value === undefined || !FORMS[type].test(value))
        return problem(column, type === "count" ? "a whole number" : "a number", value, false);
      values[column] = Number(value);
    }
    return { kind: "row", row: { ...values, ...derived(values), ...ofDay } };
  };
}

/** Where a column stands; an answer without one that was asked for is not the report. */
function position(headers: readonly { readonly name: string }[], name: string): number {
  const at = headers.findIndex((header) => header.name === name);
  if (at >= 0) return at;
  throw new AppError(
    `expected a column ${name} in the report, got ${headers.map((header) => header.name).join(", ")}`,
    {
      kind: "data",
      where: "runReport",
      fix: "update this program: Google Analytics no longer sends what it was asked for",
    },
  );
}

/** Additive parts of the ratios. More engaged sessions than sessions, which estimates may give, leave the others unknown. */
function derived(values: Readonly<Record<string, RawValue>>): RawRow {
  const sessions = Number(values.sessions);
  const bounced = sessions - Number(values.engaged_sessions);
  return {
    bounced_sessions: bounced < 0 ? null : bounced,
    session_seconds: Number(values.average_session_duration) * sessions,
    derived_from: DERIVED_FROM,
  };
}

function dayColumns(account: SourceAccount, metadata: ReportMetadata): RawRow {
  const [sampling] = metadata.samplingMetadatas;
  return {
    is_sampled: sampling !== undefined,
    samples_read_count: sampling?.samplesReadCount ?? null,
    sampling_space_size: sampling?.samplingSpaceSize ?? null,
    is_thresholded: metadata.subjectToThresholding,
    has_other_row: metadata.dataLossFromOtherRow,
    currency_code: metadata.currencyCode ?? account.currencyCode,
    account_time_zone: metadata.timeZone ?? account.timeZone,
  };
}
