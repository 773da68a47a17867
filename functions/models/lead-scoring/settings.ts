/** What a person may set about lead scores; defaults and bounds are those of settings.yaml. */
export interface LeadScoreSettings {
  /** Days after the scoring instant within which a won deal counts. */
  readonly horizonDays: number;
  /** Calibrated odds over base odds from which a lead is Hot, and up to which it is Cold. */
  readonly hotOddsRatio: number;
  readonly coldOddsRatio: number;
  /** Features kept although they look like leakage. */
  readonly allow: readonly string[];
  /** Costs of a false alarm and of a miss, in one unit; null where not set. */
  readonly costs: { readonly falseAlarm: number; readonly miss: number } | null;
  readonly seed: number;
}
