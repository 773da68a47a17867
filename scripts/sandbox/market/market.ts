import { type Calendar, createCalendar } from "./calendar.ts";
import { planCampaigns } from "./campaign-plan.ts";
import type { CrmMarket, CrmOwner } from "./crm.ts";
import { type CrmLead, crmLead } from "./crm-lead.ts";
import { deliver } from "./delivery.ts";
import { expectDemand } from "./demand.ts";
import type { FacebookMarket } from "./facebook.ts";
import { claimForFacebook } from "./facebook-claims.ts";
import { createFacebookMarket } from "./facebook-market.ts";
import { usdToEur } from "./fx.ts";
import type { GoogleMarket } from "./google.ts";
import { claimForGoogle } from "./google-claims.ts";
import { createGoogleMarket } from "./google-market.ts";
import { createHubspot, HUBSPOT_OWNERS } from "./hubspot-records.ts";
import { drawOutcomes, type Outcome } from "./leads.ts";
import { finalLedger, type LedgerRow, observedLedger } from "./ledger.ts";
import { drawPeople } from "./people.ts";
import { createSalesforce, SALESFORCE_OWNERS } from "./salesforce-records.ts";
import { type AccountSettings, defaultMarketSettings, type MarketSettings } from "./settings.ts";
import { type MarketTruth, truthOf } from "./truth.ts";
import type { WebMarket } from "./web.ts";
import { createWebMarket } from "./web-market.ts";
import { trackVisits } from "./web-visits.ts";

/**
 * One simulated market: a bicycle maker that sells bikes in a web shop and takes leads for its fleet business, advertises on Google and
 * Facebook in two regions, and keeps its customers in two CRMs. Everything a server answers comes from here, *as it would be seen at an
 * instant*: every reader takes `observedMs` (milliseconds since 1970, UTC) and shows nothing that happened later, so a night is simulated
 * by moving a clock. A day older than every lag (`FINAL_AFTER_DAYS`) never changes again.
 */
export interface Market {
  readonly settings: MarketSettings;
  readonly firstDay: string;
  readonly lastDay: string;
  /** When the last day has ended in every time zone: nothing happens later. */
  readonly endMs: number;
  readonly accounts: readonly AccountSettings[];
  readonly google: GoogleMarket;
  readonly facebook: FacebookMarket;
  readonly web: WebMarket;
  readonly hubspot: CrmMarket;
  readonly salesforce: CrmMarket;
  /** EUR for one USD, by day. */
  usdToEur(day: string): number;
  /** True spend per account and day, currency to the micro: what every report says once it is final, or what it says at an instant. */
  ledger(observedMs?: number): readonly LedgerRow[];
  readonly truth: MarketTruth;
}

/**
 * A reported day never changes once this many days have passed since it began: Google's longest click look-back (45 days) and the days until a
 * modelled conversion shows, Facebook's 28 days, the three days of web analytics after the day itself.
 */
export const FINAL_AFTER_DAYS = { google_ads: 52, facebook_ads: 28, web: 4 } as const;

const REGION_TIME_ZONES = { eu: "Europe/Berlin", us: "America/New_York" } as const;

/**
 * Simulates a market. Plans, delivered days, people, claims and CRM records are drawn at once; rows of reports when they are asked for.
 * @throws RangeError for settings that no market can have: no day, an unknown time zone, an account listed twice
 */
export function createMarket(settings: MarketSettings = defaultMarketSettings): Market {
  checkSettings(settings);
  const calendars = new Map<string, Calendar>();
  const calendarIn = (timeZone: string): Calendar => {
    const calendar = calendars.get(timeZone) ?? createCalendar(timeZone, settings.firstDay, settings.days);
    calendars.set(timeZone, calendar);
    return calendar;
  };
  const zoneOf = new Map(settings.accounts.map(({ accountId, timeZone }) => [accountId, timeZone]));
  const calendarOf = (accountId: string): Calendar => {
    const timeZone = zoneOf.get(accountId);
    if (timeZone === undefined)
      throw new RangeError(`expected an account of the market (${[...zoneOf.keys()].join(", ")}), got "${accountId}"`);
    return calendarIn(timeZone);
  };
  const regions = { eu: calendarIn(REGION_TIME_ZONES.eu), us: calendarIn(REGION_TIME_ZONES.us) };
  const endMs = Math.max(...[...calendars.values()].map((calendar) => calendar.startMs(settings.days)));
  const plans = planCampaigns(settings);
  const deliveries = deliver(plans, settings, calendarOf);
  const demand = expectDemand(plans, deliveries, settings, regions.eu);
  const people = drawPeople({ plans, deliveries, demand, settings, calendarOf, regions });
  const outcomes = drawOutcomes(people, plans, settings.seed);
  const reports = { plans, deliveries, settings, calendarOf };
  const google = createGoogleMarket({
    ...reports,
    claims: claimForGoogle(people, outcomes, plans, settings, calendarOf),
  });
  const facebook = createFacebookMarket({
    ...reports,
    claims: claimForFacebook(people, outcomes, plans, settings, calendarOf),
  });
  const leadsOf = (market: "eu" | "us", owners: readonly CrmOwner[]): readonly CrmLead[] =>
    people
      .filter((person) => person.kind === "lead" && person.market === market)
      .map((person) => crmLead(person, outcomes[person.index] as Outcome, plans, owners, settings.seed));
  const market = {
    settings,
    firstDay: settings.firstDay,
    lastDay: regions.eu.day(settings.days - 1),
    endMs,
    accounts: settings.accounts,
    google,
    facebook,
    web: createWebMarket({
      plans,
      deliveries,
      demand,
      visits: trackVisits(people, outcomes, plans, settings.seed),
      settings,
      calendar: regions.eu,
      timeZone: REGION_TIME_ZONES.eu,
    }),
    hubspot: createHubspot(leadsOf("eu", HUBSPOT_OWNERS), endMs),
    salesforce: createSalesforce(leadsOf("us", SALESFORCE_OWNERS), endMs),
    usdToEur,
  };
  return {
    ...market,
    ledger: (observedMs) =>
      observedMs === undefined ? finalLedger(plans, deliveries, calendarOf) : observedLedger(market, observedMs),
    truth: truthOf({ plans, demand, people, outcomes, calendar: regions.eu }),
  };
}

function checkSettings({ seed, days, accounts, contacts }: MarketSettings): void {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`expected a whole number as seed, got ${seed}`);
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`expected at least one day, got ${days}`);
  if (!Number.isInteger(contacts) || contacts < 10)
    throw new RangeError(`expected at least 10 contacts, got ${contacts}`);
  const ids = accounts.map(({ accountId }) => accountId);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new RangeError(`expected every account once, got "${twice}" twice`);
}
