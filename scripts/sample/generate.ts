import { mkdir, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { simulateMarket } from "./market.ts";
import { simulatePeople } from "./people.ts";
import { CURRENCY, campaigns, DAYS, FIRST_DAY } from "./truth.ts";

/** Seed of the committed files under `data/`. */
export const SAMPLE_SEED = 20260301;

type Cell = string | number | boolean;

/** The sample's files, name → text. The same seed gives the same bytes. */
export function sampleFiles(seed: number): Readonly<Record<string, string>> {
  const market = simulateMarket(seed);
  const { sessions, orders, leads } = simulatePeople(market, seed);
  return {
    "campaigns.csv": csv(
      ["id", "campaign_name", "platform", "account_id", "channel", "daily_budget", "currency", "start_time"],
      campaigns.map((c) => [
        c.campaignId,
        c.name,
        c.platform,
        c.accountId,
        c.channel,
        c.dailySpend * 1.5,
        CURRENCY,
        `${FIRST_DAY} 00:00:00`,
      ]),
    ),
    "ad_daily.csv": csv(
      ["date", "platform", "account_id", "campaign_id", "campaign_name", "currency", "impressions", "clicks", "spend"],
      market.flatMap(({ ads }) =>
        ads.map(({ day, campaign: c, impressions, clicks, spend }) => [
          day,
          c.platform,
          c.accountId,
          c.campaignId,
          c.name,
          CURRENCY,
          impressions,
          clicks,
          spend.toFixed(2),
        ]),
      ),
    ),
    "sessions.csv": csv(
      [
        "session_id",
        "user_id",
        "session_start_ts",
        "session_end_ts",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "landing_page",
        "page_views",
        "sign_up",
      ],
      sessions.map((s, i) => [
        i + 1,
        s.userId,
        time(s.startMs),
        time(s.startMs + s.seconds * 1000),
        s.source,
        s.medium,
        s.campaign,
        s.landingPage,
        s.pageViews,
        s.isSignUp,
      ]),
    ),
    "orders.csv": csv(
      ["order_id", "customer_id", "ordered_at", "value", "currency"],
      orders.map((o, i) => [`o${1 + i}`, o.customerId, time(o.orderedMs), o.value.toFixed(2), CURRENCY]),
    ),
    "leads.csv": csv(
      ["lead_id", "campaign_id", "added_date", "source", "medium", "landing_page"],
      leads.map((l) => [l.leadId, l.campaignId, time(l.createdMs), l.source, l.medium, l.landingPage]),
    ),
    "lead_status_changes.csv": csv(
      ["lead_id", "status", "created_at"],
      leads.flatMap((l) => l.statuses.map(({ status, atMs }) => [l.leadId, status, time(atMs)])),
    ),
    "lead_facts.csv": csv(
      ["lead_id", "fact", "value", "known_at"],
      leads.map((l) => [l.leadId, "fleet_size", l.fleetSize, time(l.createdMs)]),
    ),
  };
}

/** Files above this many bytes are committed compressed. */
const PLAIN_BYTES = 150_000;

function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `${[header, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

function time(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

if (import.meta.main) {
  const folder = new URL("./data/", import.meta.url);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(sampleFiles(SAMPLE_SEED))) {
    const isPlain = text.length <= PLAIN_BYTES;
    const bytes = isPlain ? text : gzipSync(text, { level: 9 });
    await writeFile(new URL(isPlain ? name : `${name}.gz`, folder), bytes);
    process.stdout.write(`${name}: ${text.split("\n").length - 2} rows, ${bytes.length} bytes (${DAYS} days)\n`);
  }
}
