interface Reason {
  readonly feature: string;
  readonly value: string | number | null;
  readonly log_odds: number;
}

/** Reasons of a lead's score, `[{feature, value, log_odds}]` as JSON: `+ source: referral; − days since status: 40`. Plus speaks for a sale. */
export function reasonsText(json: string): string {
  const reasons = JSON.parse(json) as readonly Reason[];
  return reasons
    .map(({ feature, value, log_odds: weight }) => {
      const shown = typeof value === "number" ? Number(value.toPrecision(3)) : (value ?? "unknown");
      return `${weight < 0 ? "−" : "+"} ${feature.replaceAll("_", " ")}: ${shown}`;
    })
    .join("; ");
}
