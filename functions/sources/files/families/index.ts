import { adDaily, adPeriods } from "./ads.ts";
import { campaigns } from "./campaigns.ts";
import { experiments, externalSeries, fxDaily, holidays, liftTests, lookup, mmmPanel } from "./context.ts";
import { deals, leadFacts, leadStatusChanges, leads, orders } from "./crm.ts";
import type { Family } from "./family.ts";
import { conversions, paths, sessions, touches } from "./web.ts";

/** Every kind of file that can be imported. */
export const families: readonly Family[] = [
  campaigns,
  adDaily,
  adPeriods,
  sessions,
  touches,
  paths,
  conversions,
  leads,
  leadStatusChanges,
  leadFacts,
  deals,
  lookup,
  orders,
  externalSeries,
  experiments,
  mmmPanel,
  liftTests,
  holidays,
  fxDaily,
];
