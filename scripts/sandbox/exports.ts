import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Market } from "./market/market.ts";

const DAY_MS = 86_400_000;

/**
 * Writes what a company keeps beside its ad platforms and CRM, as files to import: the exchange rates of its bank, the visits of its own web
 * analytics, the orders of its shop. Gives their paths.
 */
export async function writeExports(market: Market, observedMs: number, folder: string): Promise<readonly string[]> {
  const tables: Readonly<Record<string, readonly (readonly string[])[]>> = {
    fx_daily: ratesOf(market, observedMs),
    web_sessions: sessionsOf(market, observedMs),
    shop_orders: ordersOf(market, observedMs),
  };
  await mkdir(folder, { recursive: true });
  return Promise.all(
    Object.entries(tables).map(async ([name, rows]) => {
      const path = join(folder, `${name}.csv`);
      await writeFile(path, rows.map((row) => `${row.map(cell).join(",")}\n`).join(""));
      return path;
    }),
  );
}

function ratesOf(market: Market, observedMs: number): string[][] {
  const rows = [["date_day", "from_currency", "to_currency", "rate"]];
  for (let at = Date.parse(market.firstDay); at <= observedMs; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    rows.push([day, "USD", "EUR", String(market.usdToEur(day))]);
  }
  return rows;
}

function sessionsOf(market: Market, observedMs: number): string[][] {
  const header = [
    ...["session_id", "user_id", "email", "session_start_at"],
    ...["utm_source", "utm_medium", "utm_campaign", "landing_page"],
  ];
  const rows = market.web
    .visits(observedMs)
    .map((visit) => [
      `${visit.userId}-${visit.startMs}`,
      visit.userId,
      visit.email,
      new Date(visit.startMs).toISOString(),
      ...[visit.source, visit.medium, visit.campaign],
      visit.landingPage,
    ]);
  return [header, ...rows];
}

function ordersOf(market: Market, observedMs: number): string[][] {
  const rows = market
    .orders(observedMs)
    .map(({ orderId, email, orderedMs, valueCents, currencyCode }) => [
      orderId,
      email,
      new Date(orderedMs).toISOString(),
      (valueCents / 100).toFixed(2),
      currencyCode,
    ]);
  return [["order_id", "email", "ordered_at", "value", "currency_code"], ...rows];
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
