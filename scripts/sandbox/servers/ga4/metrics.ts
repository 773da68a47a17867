import type { WebFact } from "../../market/web.ts";
import { invalidArgument } from "./api-error.ts";

/** Sums of the facts behind a row. */
export interface Totals {
  sessions: number;
  engagedSessions: number;
  /** Users of each fact added up: the same person is in it more than once. */
  userSum: number;
  /** Users of the fact with most of them. */
  mostUsers: number;
  newUsers: number;
  pageViews: number;
  engagementSeconds: number;
  keyEvents: number;
  purchases: number;
  /** Cents of the property's currency. */
  purchaseCents: number;
}

export type MetricType = "TYPE_INTEGER" | "TYPE_FLOAT" | "TYPE_SECONDS" | "TYPE_CURRENCY";

interface Metric {
  readonly type: MetricType;
  readonly value: (totals: Totals) => number;
}

const integer = (value: Metric["value"]): Metric => ({ type: "TYPE_INTEGER", value });

/** Metrics by name. Users do not add up: a row over more facts has fewer than they have together, and no fewer than any of them. */
export const METRICS: Readonly<Record<string, Metric>> = {
  sessions: integer(({ sessions }) => sessions),
  engagedSessions: integer(({ engagedSessions }) => engagedSessions),
  totalUsers: integer(users),
  activeUsers: integer(users),
  newUsers: integer(({ newUsers }) => newUsers),
  screenPageViews: integer(({ pageViews }) => pageViews),
  ecommercePurchases: integer(({ purchases }) => purchases),
  keyEvents: { type: "TYPE_FLOAT", value: ({ keyEvents }) => keyEvents },
  bounceRate: { type: "TYPE_FLOAT", value: (t) => ratio(t.sessions - t.engagedSessions, t.sessions) },
  engagementRate: { type: "TYPE_FLOAT", value: (t) => ratio(t.engagedSessions, t.sessions) },
  /** The market knows no time of a session but that of engagement. */
  averageSessionDuration: { type: "TYPE_SECONDS", value: (t) => ratio(t.engagementSeconds, t.sessions) },
  userEngagementDuration: { type: "TYPE_SECONDS", value: ({ engagementSeconds }) => engagementSeconds },
  purchaseRevenue: { type: "TYPE_CURRENCY", value: ({ purchaseCents }) => purchaseCents / 100 },
};

/** @throws ApiError for a metric that the API does not have */
export function checkMetric(name: string): void {
  if (!(name in METRICS))
    throw invalidArgument(
      `Field ${name} is not a valid metric. For a list of valid dimensions and metrics, see https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema `,
    );
}

export function noTotals(): Totals {
  return {
    sessions: 0,
    engagedSessions: 0,
    userSum: 0,
    mostUsers: 0,
    newUsers: 0,
    pageViews: 0,
    engagementSeconds: 0,
    keyEvents: 0,
    purchases: 0,
    purchaseCents: 0,
  };
}

export function addFact(totals: Totals, fact: WebFact): void {
  totals.sessions += fact.sessions;
  totals.engagedSessions += fact.engagedSessions;
  totals.userSum += fact.activeUsers;
  totals.mostUsers = Math.max(totals.mostUsers, fact.activeUsers);
  totals.newUsers += fact.newUsers;
  totals.pageViews += fact.pageViews;
  totals.engagementSeconds += fact.engagementSeconds;
  totals.keyEvents += fact.keyEvents;
  totals.purchases += fact.purchases;
  totals.purchaseCents += Math.round(fact.purchaseRevenue * 100);
}

const RETURNING_POWER = 0.97;

function users({ userSum, mostUsers }: Totals): number {
  return userSum === mostUsers ? userSum : Math.max(mostUsers, Math.floor(userSum ** RETURNING_POWER));
}

/** The API says 0 where there is nothing to divide by. */
function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}
