import { createMarket } from "./market.ts";

/** Simulates the default market and reads every report in full, in a process of its own so that its peak memory is its own. */
const started = performance.now();
const market = createMarket();
const people = market.hubspot.records("contact").length + market.salesforce.records("lead").length;
const made = performance.now();
let rows = 0;
for (const { accountId, platform } of market.accounts) {
  const range = { accountId, from: market.firstDay, to: market.lastDay, observedMs: market.endMs };
  for (const _ of platform === "google_ads" ? market.google.facts(range) : market.facebook.facts(range)) rows += 1;
}
const read = performance.now();
const peak = `peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`;
process.stdout.write(
  `sandbox market, 18 months, ${people} people: ${((made - started) / 1000).toFixed(1)} s; ` +
    `${rows.toLocaleString("en")} finest ad rows: ${((read - made) / 1000).toFixed(1)} s; ${peak}\n`,
);
