import type { PageId } from "./chart.ts";

export interface Page {
  readonly id: PageId;
  readonly title: string;
  /** One sentence under the heading. */
  readonly lead: string;
  /** Models whose status stands at the top of the page, as `reporting.rpt_model_status` names them. */
  readonly models: readonly string[];
  /** A page about estimates says so. */
  readonly caveat?: string;
}

export const pages: readonly Page[] = [
  {
    id: "overview",
    title: "Overview",
    lead: "Spend, what came back, and the change against the days before.",
    models: [],
  },
  {
    id: "channels",
    title: "Channels",
    lead: "Where the money goes, and what each channel and campaign gives back.",
    models: [],
  },
  {
    id: "funnel",
    title: "Funnel",
    lead: "How far leads come. A lead counts on the day it arrived, so the latest days still have time to move on.",
    models: [],
  },
  {
    id: "attribution",
    title: "Attribution",
    lead: "Each conversion is credited to the last channel touched before it.",
    models: [],
    caveat: "Last touch says who was there at the end, not who caused the conversion.",
  },
  {
    id: "mmm",
    title: "Media mix",
    lead: "What each channel caused, estimated from how spend and the outcome moved together.",
    models: ["mmm"],
    caveat:
      "The model observes, it does not experiment: confirm large moves with a lift test. Intervals hold with 90 % probability under the model's assumptions.",
  },
  {
    id: "budget",
    title: "Budget",
    lead: "How to split the budget, within which bounds, and what that should bring.",
    models: ["budget"],
  },
  { id: "explore", title: "Explore", lead: "What is in the warehouse, and how the numbers are spread.", models: [] },
  { id: "leads", title: "Leads", lead: "Which open leads deserve a call first.", models: ["lead_score"] },
  { id: "health", title: "Health", lead: "Whether the numbers can be trusted today.", models: [] },
];
