/**
 * A Google Ads that answers campaign days with many rows, for the benchmark: `google-server.ts <rows a day>`. Sends its address in one message and
 * ends with its parent. The sandbox's market has too few rows, and its aggregation would be measured too.
 */
import { dayNumber, dayText } from "../../functions/lib/instants.ts";
import { serve } from "../sandbox/servers/serve.ts";

const CUSTOMER = "1234567890";
const CHUNK_ROWS = 10_000;
const NETWORKS = ["SEARCH", "SEARCH_PARTNERS", "CONTENT", "YOUTUBE"];
const rowsOfDay = Number(process.argv[2]);

const json = (body: unknown) => ({ status: 200, body: JSON.stringify(body) });

function row(day: string, i: number): string {
  const campaign = String(20_000_000_000 + Math.floor(i / 16));
  const device = ["MOBILE", "DESKTOP", "TABLET", "CONNECTED_TV"][i % 4];
  const network = NETWORKS[Math.floor(i / 4) % 4];
  return `{"customer":{"resourceName":"customers/${CUSTOMER}","id":"${CUSTOMER}","currencyCode":"EUR","timeZone":"Europe/Berlin"},"campaign":{"resourceName":"customers/${CUSTOMER}/campaigns/${campaign}","id":"${campaign}"},"segments":{"date":"${day}","device":"${device}","adNetworkType":"${network}"},"metrics":{"costMicros":"${1_000_000 + ((i * 7919) % 90_000_000)}","impressions":"${1000 + i}","clicks":"${10 + (i % 400)}","interactions":"${10 + (i % 400)}","conversions":${(i % 13) / 2},"conversionsValue":${i % 997}.25,"allConversions":${i % 17},"allConversionsValue":${i % 1009}.5,"viewThroughConversions":"${i % 3}","conversionsByConversionDate":${(i % 11) / 2},"conversionsValueByConversionDate":${i % 991}.75,"videoTrueviewViews":"${i % 5}"}}`;
}

function* stream(from: string, to: string, fieldMask: string): Generator<string> {
  const lines: string[] = [];
  let isFirst = true;
  const chunk = (): string => {
    const text = `${isFirst ? "[" : ","}{"results":[${lines.join(",")}],"fieldMask":"${fieldMask}","requestId":"bench"}`;
    isFirst = false;
    lines.length = 0;
    return text;
  };
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    for (let i = 0; i < rowsOfDay; i++) {
      lines.push(row(dayText(day), i));
      if (lines.length === CHUNK_ROWS) yield chunk();
    }
  }
  if (lines.length > 0 || isFirst) yield chunk();
  yield "]";
}

/** `campaign.id, segments.date` → `campaign.id,segments.date` in the API's spelling. */
function maskOf(query: string): string {
  const fields = /SELECT\s+([\s\S]+?)\s+FROM/i.exec(query)?.[1] ?? "";
  return fields.replaceAll(/\s+/g, "").replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const CLIENT = {
  ...{ resourceName: `customers/${CUSTOMER}/customerClients/${CUSTOMER}`, id: CUSTOMER, level: "0", manager: false },
  ...{ status: "ENABLED", descriptiveName: "Bench", currencyCode: "EUR", timeZone: "Europe/Berlin" },
};

const server = await serve(
  {
    name: "google_ads",
    describe: () => ({ operation: "any", accountId: null }),
    answer: ({ url, body }) => {
      if (url.pathname === "/token") return json({ access_token: "bench", expires_in: 3600, token_type: "Bearer" });
      if (url.pathname.endsWith(":listAccessibleCustomers")) return json({ resourceNames: [`customers/${CUSTOMER}`] });
      const { query } = JSON.parse(body) as { readonly query: string };
      if (query.includes("FROM customer_client"))
        return json([{ results: [{ customerClient: CLIENT }], fieldMask: maskOf(query) }]);
      const days = /BETWEEN '([\d-]+)' AND '([\d-]+)'/.exec(query);
      return { status: 200, body: stream(days?.[1] ?? "", days?.[2] ?? "", maskOf(query)) };
    },
  },
  { nowMs: () => 0 },
);
process.on("disconnect", () => process.exit());
process.send?.(server.url);
