import { createCalendars, REGION_TIME_ZONES } from "./calendars.ts";
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
import { once } from "./once.ts";
import { type ShopOrder, shopOrders } from "./orders.ts";
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
  /** Orders of the web shop up to an instant, ascending: what the shop's own database says. */
  orders(observedMs: number): readonly ShopOrder[];
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

/**
 * Simulates a market. Campaigns, delivered days and people are drawn at once; what the platforms, the web property and the CRMs make of them when
 * they are first asked, and rows of reports each time.
 * @throws RangeError for settings that no market can have: no day, an unknown time zone, an account listed twice
 */
export function createMarket(settings: MarketSettings = defaultMarketSettings): Market {
  checkSettings(settings);
  const { of: calendarOf, regions, endMs } = createCalendars(settings);
  const plans = planCampaigns(settings);
  const deliveries = deliver(plans, settings, calendarOf);
  const demand = expectDemand(plans, deliveries, settings, regions.eu);
  const people = drawPeople({ plans, deliveries, demand, settings, calendarOf, regions });
  const outcomes = drawOutcomes(people, plans, settings.seed);
  const reports = { plans, deliveries, settings, calendarOf };
  const google = once(() =>
    createGoogleMarket({ ...reports, claims: claimForGoogle(people, outcomes, plans, settings, calendarOf) }),
  );
  const facebook = once(() =>
    createFacebookMarket({ ...reports, claims: claimForFacebook(people, outcomes, plans, settings, calendarOf) }),
  );
  const web = once(() => {
    const visits = trackVisits(people, outcomes, plans, settings.seed);
    return createWebMarket({ ...reports, demand, visits, calendar: regions.eu, timeZone: REGION_TIME_ZONES.eu });
  });
  const leadsOf = (market: "eu" | "us", owners: readonly CrmOwner[]): readonly CrmLead[] =>
    people
      .filter((person) => person.kind === "lead" && person.market === market)
      .map((person) => crmLead(person, outcomes[person.index] as Outcome, plans, owners, settings.seed));
  const hubspot = once(() => createHubspot(leadsOf("eu", HUBSPOT_OWNERS), endMs));
  const salesforce = once(() => createSalesforce(leadsOf("us", SALESFORCE_OWNERS), endMs));
  const orders = once(() => shopOrders(people, outcomes, settings.seed));
  const truth = once(() => truthOf({ plans, demand, people, outcomes, calendar: regions.eu }));
  const market: Market = {
    settings,
    firstDay: settings.firstDay,
    lastDay: regions.eu.day(settings.days - 1),
    endMs,
    accounts: settings.accounts,
    get google() {
      return google();
    },
    get facebook() {
      return facebook();
    },
    get web() {
      return web();
    },
    get hubspot() {
      return hubspot();
    },
    get salesforce() {
      return salesforce();
    },
    get truth() {
      return truth();
    },
    orders: (observedMs) => orders().filter(({ orderedMs }) => orderedMs <= observedMs),
    usdToEur,
    ledger: (observedMs) =>
      observedMs === undefined ? finalLedger(plans, deliveries, calendarOf) : observedLedger(market, observedMs),
  };
  return market;
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
