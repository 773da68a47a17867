import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { resolveSecret } from "./config/load-settings.ts";
import type { Settings } from "./config/settings.ts";
import { type Clock, systemClock } from "./lib/clock.ts";
import { AppError } from "./lib/errors.ts";
import type { Sleep } from "./lib/http/limiter.ts";
import type { ApiSource, SourceDependencies, SourceName } from "./sources/source.ts";

export interface SourcesOptions {
  readonly settings: Settings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Secret of `person_key`, 64 hex digits; or why there is none, which nobody's contacts can be read without. */
  readonly pepperHex: string | AppError;
  readonly clock?: Clock | undefined;
  /** How waits are waited; what replays many nights shortens them. */
  readonly sleep?: Sleep | undefined;
  readonly timeouts?: SourceDependencies["timeouts"] | undefined;
}

type Build<Own> = (settings: Own, dependencies: SourceDependencies) => ApiSource;

const RANDOM_STEPS = 2 ** 32;

/**
 * A client for each API source that settings name; its code is loaded only then. One whose secret is missing says so when it is asked
 * to read, so that what reads no source goes on working.
 */
export async function composeSources(options: SourcesOptions): Promise<readonly ApiSource[]> {
  const { settings, environment, pepperHex, timeouts } = options;
  const dependencies: Omit<SourceDependencies, "pepperHex"> = {
    clock: options.clock ?? systemClock,
    sleep: options.sleep ?? (async (ms, signal) => void (await delay(ms, undefined, { signal }))),
    random: () => randomInt(RANDOM_STEPS) / RANDOM_STEPS,
    secret: (reference) => resolveSecret(reference, environment),
    ...(timeouts === undefined ? {} : { timeouts }),
  };
  const built: ApiSource[] = [];
  const add = async <Own>(name: SourceName, own: Own | undefined, load: () => Promise<Build<Own>>): Promise<void> => {
    if (own === undefined) return;
    const build = await load();
    try {
      if (pepperHex instanceof AppError) throw pepperHex;
      built.push(build(own, { ...dependencies, pepperHex }));
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== "settings") throw error;
      // What it reports is the same with any secret: a function without secrets writes it down for those that read.
      const { reports } = build(own, { ...dependencies, pepperHex: "", secret: () => "unset" });
      built.push({ name, reports, ...unusable(error) });
    }
  };
  const { google_ads, facebook_ads, hubspot, salesforce, ga4 } = settings.sources;
  await add(
    "google_ads",
    google_ads,
    async () => (await import("./sources/google-ads/client.ts")).createGoogleAdsSource,
  );
  await add(
    "facebook_ads",
    facebook_ads,
    async () => (await import("./sources/facebook-ads/client.ts")).createFacebookAdsSource,
  );
  await add("hubspot", hubspot, async () => (await import("./sources/hubspot/client.ts")).createHubspotSource);
  await add(
    "salesforce",
    salesforce,
    async () => (await import("./sources/salesforce/client.ts")).createSalesforceSource,
  );
  await add("ga4", ga4, async () => (await import("./sources/ga4/client.ts")).createGa4Source);
  return built;
}

function unusable(error: AppError): Pick<ApiSource, "discover" | "read"> {
  return {
    discover: () => Promise.reject(error),
    read: () => {
      throw error;
    },
  };
}
