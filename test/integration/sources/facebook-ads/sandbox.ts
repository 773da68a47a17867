import type { ApiSource } from "../../../../functions/sources/source.ts";
import { createMarket, type Market } from "../../../../scripts/sandbox/market/market.ts";
import { defaultMarketSettings } from "../../../../scripts/sandbox/market/settings.ts";
import { type FacebookAdsOptions, serveFacebookAds } from "../../../../scripts/sandbox/servers/facebook-ads/server.ts";
import type { FaultContext, FaultPlan } from "../../../../scripts/sandbox/servers/faults.ts";
import type { SandboxServer } from "../../../../scripts/sandbox/servers/serve.ts";
import {
  createTime,
  type SourceOptions,
  sourceAt,
  type Time,
  TOKEN,
} from "../../../unit/sources/facebook-ads/harness.ts";

/** A market of 40 days, looked at on its 39th: late conversions of its last weeks are still to come. */
export const NOW = "2025-06-08T03:00:00Z";

let built: Market | undefined;

export function market(): Market {
  built ??= createMarket({ ...defaultMarketSettings, days: 40, contacts: 200 });
  return built;
}

export interface World {
  readonly server: SandboxServer;
  readonly source: ApiSource;
  readonly time: Time;
  readonly requests: FaultContext[];
  /** A second process: the same server and clock, nothing else of the first. */
  restart(): ApiSource;
}

/** A reader and a server of the same market. The server's clock stands still, the reader's moves on by its waits. */
export async function world(
  options: Partial<FacebookAdsOptions> & Pick<SourceOptions, "settings" | "timeouts"> = {},
): Promise<World> {
  const time = createTime(NOW);
  const requests: FaultContext[] = [];
  const { settings, timeouts, faults, ...more } = options;
  const server = await serveFacebookAds({
    market: market(),
    nowMs: () => Date.parse(NOW),
    credential: { accessToken: TOKEN },
    ...more,
    faults: (context) => {
      requests.push(context);
      return faults?.(context) ?? null;
    },
  });
  const restart = () =>
    sourceAt({ url: server.url, time, ...(settings ? { settings } : {}), ...(timeouts ? { timeouts } : {}) });
  return { server, source: restart(), time, requests, restart };
}

/** The fault hits the n-th request of an operation, n from 1. */
export function onRequest(operation: string, n: number, fault: ReturnType<FaultPlan>): FaultPlan {
  let count = 0;
  return (context) => {
    if (context.operation !== operation) return null;
    count += 1;
    return count === n ? fault : null;
  };
}
