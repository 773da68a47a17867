/** One row of web analytics as shown at an instant; additive but for `activeUsers`. The property counts its days in its own time zone. */
export interface WebFact {
  readonly day: string;
  readonly source: string;
  readonly medium: string;
  /** Campaign name of the tagged link, or `(organic)`, `(direct)`, `(not set)`. */
  readonly campaign: string;
  readonly deviceCategory: "mobile" | "desktop" | "tablet";
  /** English country name, as GA4 gives it. */
  readonly country: string;
  readonly landingPage: string;
  readonly sessions: number;
  readonly engagedSessions: number;
  readonly activeUsers: number;
  readonly newUsers: number;
  readonly pageViews: number;
  readonly engagementSeconds: number;
  /** Leads and purchases tracked on the site. */
  readonly keyEvents: number;
  readonly leads: number;
  readonly purchases: number;
  /** Property currency. */
  readonly purchaseRevenue: number;
}

/** A visit of somebody who later asked for an offer or bought, tracked by consent. */
export interface WebVisit {
  readonly userId: string;
  /** What the person gave in the end, on a form or in the shop: the site's own log links it to the user id. */
  readonly email: string;
  readonly startMs: number;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly gclid: string | null;
  readonly fbclid: string | null;
  readonly landingPage: string;
}

export interface WebMarket {
  readonly propertyId: string;
  readonly name: string;
  readonly currencyCode: "EUR";
  readonly timeZone: string;
  /** Ordered by day, source, medium, campaign, device, country, landing page. The last three days still grow. */
  facts(range: { readonly from: string; readonly to: string; readonly observedMs: number }): Iterable<WebFact>;
  /** Visits that started before the instant, ascending. They are part of `facts`. */
  visits(observedMs: number): readonly WebVisit[];
}
