/** Reasons for which models decline, in a marketer's words. */
const SENTENCES: Readonly<Record<string, string>> = {
  too_few_periods: "There are too few weeks or days of spend and outcome.",
  too_few_rows_per_effect: "There are too few periods for the number of channels.",
  no_input: "There is nothing to fit: no spend with an outcome.",
  several_geos: "The data hold several regions, and only national data can be fitted.",
  irregular_periods: "Some days or weeks are missing in between.",
  no_identified_channel: "No channel's effect can be told apart from the others.",
  dropped_by_penalty: "The model gave the channel no weight.",
  too_few_leads: "There are too few leads with a known outcome.",
  too_few_outcomes: "Too few leads have a known outcome, won or lost.",
  too_few_rows: "There are too few rows.",
  kpi_missing: "No outcome (revenue, won deals, conversions or leads) is known for these days.",
  kpi_constant: "The outcome never changes, so nothing can be learned from it.",
  not_finite: "Some values are not numbers.",
  negative_spend: "Some spend is negative.",
  duplicate_key: "Some periods stand twice.",
  mixed_currency: "Spend is in several currencies without a rate between them.",
  leakage: "A column already contains the outcome.",
  no_spend_variation: "Spend hardly varies, so its effect cannot be seen.",
  zero_channel: "A channel has no spend at all.",
  collinear: "Channels move together too closely to be told apart.",
  no_better_than_naive:
    "The model predicted unseen weeks no better than simply repeating last season, so its advice is withheld.",
  gate_failed: "The quality checks of the fit failed.",
  no_signal: "The data hold no pattern that separates good from poor.",
  not_converged: "The calculation did not settle.",
};

/** A reason constant as a sentence; one without a sentence is shown as it is. */
export function reasonText(reason: string): string {
  const sentence = SENTENCES[reason];
  return sentence === undefined ? `Reason: ${reason.replaceAll("_", " ")}.` : `${sentence} (${reason})`;
}
