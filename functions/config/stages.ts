/** Stages of a lead, in the order of the funnel; lost and churned are exits. */
export const STAGES = ["lead", "mql", "sql", "opportunity", "won", "lost", "churned"] as const;

export type Stage = (typeof STAGES)[number];

/** Stage of each CRM status (upper case, blanks and `-` as `_`); a status not listed leaves the stage as it is. */
export const defaultStages: Readonly<Record<string, Stage>> = {
  NEW: "lead",
  NEW_LEAD: "lead",
  OPEN: "lead",
  LEAD: "lead",
  MQL: "mql",
  QUALIFIED: "mql",
  SQL: "sql",
  MEETING_DONE: "sql",
  DEMO: "sql",
  OPPORTUNITY: "opportunity",
  PROPOSAL: "opportunity",
  NEGOTIATION: "opportunity",
  ENGAGING: "opportunity",
  WON: "won",
  CLOSED_WON: "won",
  DONE_DEAL: "won",
  LOST: "lost",
  CLOSED_LOST: "lost",
  NOT_QUALIFIED: "lost",
  SPAM: "lost",
  WRONG_NUMBER: "lost",
  CHURNED: "churned",
  // HubSpot's lifecycle stages, lead status and deal stages, by their internal names.
  MARKETINGQUALIFIEDLEAD: "mql",
  SALESQUALIFIEDLEAD: "sql",
  CUSTOMER: "won",
  UNQUALIFIED: "lost",
  CLOSEDWON: "won",
  CLOSEDLOST: "lost",
  // Salesforce's standard lead statuses.
  OPEN_NOT_CONTACTED: "lead",
  WORKING_CONTACTED: "mql",
  CLOSED_CONVERTED: "opportunity",
  CLOSED_NOT_CONVERTED: "lost",
};
