import { Refusal } from "./failure.ts";

/** What a query request asks beside its path. */
export interface QueryBody {
  readonly query: string;
  readonly pageToken: string;
  readonly isTotalAsked: boolean;
  readonly isWithoutResults: boolean;
  /** The query is checked and not run. */
  readonly isCheckOnly: boolean;
}

const NAMES = {
  search: ["customerId", "query", "pageToken", "pageSize", "validateOnly", "searchSettings"],
  searchStream: ["customerId", "query", "summaryRowSetting"],
} as const;
const SETTINGS = ["omitResults", "returnSummaryRow", "returnTotalResultsCount"] as const;

/**
 * Reads the JSON of a query request; names may be written in camel or snake case.
 * @throws Refusal for anything that is no such object, a name that the method does not know, and a page size
 */
export function readQueryBody(text: string, operation: keyof typeof NAMES): QueryBody {
  const body = fieldsOf(parsed(text), NAMES[operation]);
  const settings = fieldsOf(body.searchSettings ?? {}, SETTINGS);
  if (body.pageSize !== undefined)
    throw new Refusal(400, {
      errorCode: { requestError: "PAGE_SIZE_NOT_SUPPORTED" },
      message: "Setting the page size is not supported. Search Responses will have fixed page size of '10000' rows.",
    });
  const isSummaryAsked =
    settings.returnSummaryRow === true || (body.summaryRowSetting ?? "NO_SUMMARY_ROW") !== "NO_SUMMARY_ROW";
  if (isSummaryAsked)
    throw new Refusal(501, { errorCode: { requestError: "UNKNOWN" }, message: "The sandbox sends no summary row." });
  return {
    query: String(body.query ?? ""),
    pageToken: String(body.pageToken ?? ""),
    isTotalAsked: settings.returnTotalResultsCount === true,
    isWithoutResults: settings.omitResults === true,
    isCheckOnly: body.validateOnly === true,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refusal(400);
  const fields = Object.entries(value).map(([name, field]) => {
    const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (!names.includes(camel)) throw new Refusal(400);
    return [camel, field] as const;
  });
  return Object.fromEntries(fields);
}
