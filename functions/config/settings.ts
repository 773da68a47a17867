import { z } from "zod";
import { budgetSettings } from "../models/budget/settings.ts";
import { mmmSettings } from "../models/mmm/settings.ts";
import { facebookAdsSettings } from "../sources/facebook-ads/settings.ts";
import { ga4Settings } from "../sources/ga4/settings.ts";
import { googleAdsSettings } from "../sources/google-ads/settings.ts";
import { hubspotSettings } from "../sources/hubspot/settings.ts";
import { salesforceSettings } from "../sources/salesforce/settings.ts";
import { channelRules, defaultChannels } from "./channels.ts";
import { defaultStages, STAGES } from "./stages.ts";
import { warehouseSettings } from "./warehouse.ts";

const currency = z.string().regex(/^[A-Z]{3}$/, "expected an ISO 4217 code such as EUR");
const timeZone = z.string().refine(isTimeZone, "expected an IANA time zone such as Europe/Berlin");
const days = (fallback: number) => z.int().min(1).max(730).default(fallback);
/** Secrets stand in the environment; the file only names them. */
const secret = z.string().regex(/^env:[A-Za-z_]\w*$/, "expected env:NAME, never the secret itself");

const family = z.strictObject({
  /** Column names for a file without a header, in order. */
  columns: z.array(z.string().min(1)).optional(),
  /** Our column ← theirs. */
  map: z.record(z.string(), z.string()).default({}),
});

const files = z.strictObject({
  families: z.record(z.string(), family).default({}),
  /** Spellings that mean one name: alias → name. */
  aliases: z.record(z.string(), z.string()).default({}),
  /** Currency of files that name none. */
  currency: currency.optional(),
  /** What `acquisition_cost` of a file is; unset, spend stays unknown. */
  acquisition_cost: z.enum(["per_conversion", "total"]).optional(),
  /** Cost per click above which a row is flagged, by currency; a row in another currency is not judged. */
  max_cpc: z.record(currency, z.number().positive()).default({ USD: 5 }),
});

const attribution = z.strictObject({
  lookback_days_lead: days(30),
  lookback_days_deal: days(90),
});

const leadScore = z.strictObject({
  /** Days after the scoring instant within which a won deal counts. */
  horizon_days: days(90),
  /** Calibrated odds over base odds from which a lead is Hot, and up to which it is Cold. */
  hot_odds_ratio: z.number().gt(1).default(2),
  cold_odds_ratio: z.number().gt(0).lt(1).default(0.5),
  /** Features kept although they look like leakage. */
  allow: z.array(z.string()).default([]),
  /** Costs of a false alarm and of a miss, in one unit, for the threshold they imply. */
  false_alarm_cost: z.number().positive().optional(),
  miss_cost: z.number().positive().optional(),
  seed: z.int().min(0).default(1),
});

export const settingsSchema = z.strictObject({
  warehouse: warehouseSettings.prefault({}),
  /** Currency of the `_reporting` columns; needs rates in `raw.fx_daily`. */
  reporting_currency: currency.optional(),
  /** Zone of days in files that name none; UTC with a finding when unset. */
  time_zone: timeZone.optional(),
  /** A source that is not named is not read. */
  sources: z
    .strictObject({
      files: files.prefault({}),
      google_ads: googleAdsSettings.optional(),
      facebook_ads: facebookAdsSettings.optional(),
      hubspot: hubspotSettings.optional(),
      salesforce: salesforceSettings.optional(),
      ga4: ga4Settings.optional(),
    })
    .prefault({}),
  /** Stage of each status, upper case: adds to and overrides the default map. */
  stages: z
    .record(z.string(), z.enum(STAGES))
    .default({})
    .transform((own) => ({ ...defaultStages, ...own })),
  /** Ordered rules, first match wins; replaces the default list. */
  channels: channelRules.default(defaultChannels),
  attribution: attribution.prefault({}),
  models: z
    .strictObject({
      lead_score: leadScore.prefault({}),
      mmm: mmmSettings.prefault({}),
      budget: budgetSettings.prefault({}),
    })
    .prefault({}),
  privacy: z.strictObject({ pepper: secret.optional() }).prefault({}),
});

/** The one settings object: validated, with defaults, frozen. Keys are those of settings.yaml. */
export type Settings = z.output<typeof settingsSchema>;

/** What runs without a settings file: no source, every default. */
export const defaultSettings: Settings = settingsSchema.parse({});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
