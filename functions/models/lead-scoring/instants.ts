/** A moment at which a lead could be scored, and what became of it. Times are seconds since 1970, UTC. */
export interface LeadInstant {
  readonly leadId: string;
  /** Who the lead is; leads of one person stand on one side of every split. */
  readonly personId: string;
  readonly scoreAt: number;
  /** after_arrival: 24 hours, 7 and 30 days after it, to learn from; now: an open lead to score. */
  readonly kind: "after_arrival" | "now";
  /** Whole days since the lead arrived. */
  readonly ageDays: number;
  /** Stage at the instant. */
  readonly stage: string | null;
  /** First time after the instant that the lead was won; null where it was not. */
  readonly wonAt: number | null;
  /** Whether the CRM says that the outcome is not known. */
  readonly isUnknown: boolean;
}
