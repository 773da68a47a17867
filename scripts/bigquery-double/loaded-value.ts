import { dayNumber, instantMicros } from "../../functions/lib/instants.ts";
import { toNanos } from "../../functions/lib/money.ts";
import type { Value } from "../../functions/warehouse/warehouse.ts";
import { ApiError } from "./api-error.ts";
import type { StoredColumn } from "./catalog.ts";

/** A JSON value of a loaded line as the column's; what does not fit its type fails the job. */
export function loadedValue(json: unknown, column: StoredColumn, row: number): Value {
  const element = /^ARRAY<(.+)>$/.exec(column.type)?.[1];
  if (element !== undefined) {
    const items: readonly unknown[] = json === undefined || json === null ? [] : (json as readonly unknown[]);
    if (items.includes(null)) throw unfit(json, column, row, "Array cannot have a null element");
    return items.map((item) => loadedValue(item, { ...column, type: element }, row));
  }
  if (json === undefined || json === null) {
    if (column.isRequired) throw unfit(json, column, row, "Required field cannot be null");
    return null;
  }
  try {
    return scalar(json, column.type);
  } catch {
    throw unfit(json, column, row, `Could not convert value to ${column.type}`);
  }
}

function scalar(json: unknown, type: string): Value {
  if (typeof json === "object") throw new RangeError("expected one value");
  const text = String(json);
  switch (type) {
    case "INT64":
      return Number.isSafeInteger(Number(text)) && /^-?\d+$/.test(text) ? Number(text) : BigInt(text);
    case "FLOAT64":
      if (text !== "NaN" && Number.isNaN(Number(text))) throw new RangeError("expected a number");
      return Number(text);
    case "BOOL":
      if (text !== "true" && text !== "false") throw new RangeError("expected true or false");
      return text === "true";
    case "NUMERIC":
      toNanos(text);
      return text;
    case "DATE":
      dayNumber(text);
      return text;
    case "TIMESTAMP":
      instantMicros(text, true);
      return text;
    case "DATETIME":
      instantMicros(text, false);
      return text;
    case "BYTES":
      return Buffer.from(text, "base64").toString("hex");
    default:
      if (typeof json !== "string") throw new RangeError("expected a text");
      return text;
  }
}

function unfit(json: unknown, { name }: StoredColumn, row: number, why: string): ApiError {
  return new ApiError(
    "invalid",
    `Error while reading data, error message: ${why}. Field: ${name}; Value: ${JSON.stringify(json)}; row ${row}`,
  );
}
