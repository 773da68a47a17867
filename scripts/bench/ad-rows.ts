import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openDuckDb } from "../../functions/lib/duckdb.ts";
import { dayNumber, dayText } from "../../functions/lib/instants.ts";
import { createRandom } from "../../functions/models/numeric/random.ts";

export const HEADER = [
  "date",
  "platform",
  "account_id",
  "campaign_id",
  "campaign_name",
  "ad_group_id",
  "ad_id",
  "device",
  "currency",
  "impressions",
  "clicks",
  "conversions",
  "spend",
  "revenue",
] as const;

const FIRST_DAY = dayNumber("2024-01-01");
const CAMPAIGNS = 200;
const ADS = 1370;

/** Ad days in 14 columns: 1,370 ads in 200 campaigns, 730 days a million rows. */
function* adRows(count: number): Generator<readonly (string | number)[]> {
  const random = createRandom(1, "bench");
  for (let i = 0; i < count; i++) {
    const ad = i % ADS;
    const campaign = ad % CAMPAIGNS;
    const impressions = 100 + random.integer(5000);
    const clicks = random.integer(Math.floor(impressions / 10) + 1);
    const platform = campaign % 2 === 0 ? "google_ads" : "facebook_ads";
    yield [
      dayText(FIRST_DAY + Math.floor(i / ADS)),
      platform,
      `acc_${campaign % 4}`,
      String(10_000 + campaign),
      `Campaign ${campaign}`,
      String(50_000 + (ad % 600)),
      String(90_000 + ad),
      ["mobile", "desktop", "tablet"][ad % 3] ?? "mobile",
      "EUR",
      impressions,
      clicks,
      random.integer(clicks + 1),
      (clicks * 0.73).toFixed(2),
      (clicks * 1.91).toFixed(2),
    ];
  }
}

export interface BenchFiles {
  readonly csv: string;
  readonly ndjson: string;
  readonly parquet: string;
}

/** The same rows as CSV, NDJSON and Parquet. */
export async function writeAdFiles(folder: string, count: number): Promise<BenchFiles> {
  const files = {
    csv: join(folder, "ads.csv"),
    ndjson: join(folder, "ads.ndjson"),
    parquet: join(folder, "ads.parquet"),
  };
  await write(files.csv, csvLines(count));
  const duck = await openDuckDb({ path: ":memory:" });
  try {
    const source = `read_csv('${files.csv}', all_varchar = true, header = true)`;
    await duck.run(`COPY (SELECT * FROM ${source}) TO '${files.ndjson}' (FORMAT json)`);
    await duck.run(`COPY (SELECT * FROM ${source}) TO '${files.parquet}' (FORMAT parquet)`);
  } finally {
    duck.close();
  }
  return files;
}

function* csvLines(count: number): Generator<string> {
  yield `${HEADER.join(",")}\n`;
  let buffer = "";
  for (const row of adRows(count)) {
    buffer += `${row.join(",")}\n`;
    if (buffer.length > 1 << 16) {
      yield buffer;
      buffer = "";
    }
  }
  yield buffer;
}

async function write(path: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), createWriteStream(path));
}
