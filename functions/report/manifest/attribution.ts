import type { ChartInput } from "./chart.ts";
import { by, ratio, total } from "./measures.ts";

/** Which touches get the credit for conversions. */
export const attribution: readonly ChartInput[] = [
  {
    id: "attribution_channels",
    page: "attribution",
    title: "Credit by conversion and channel",
    question:
      "Of conversions with a recorded visit of the same person, or a click that a CRM remembers (all others stand at (unattributed), also leads whose campaign only a file names), which channel was the last, and at what cost?",
    kind: "table",
    view: "reporting.rpt_attribution_daily",
    scope: "range",
    dimensions: [by("conversion_type", "Conversion"), by("channel", "Channel")],
    measures: [
      total("credit", "Conversions credited", "number", "up"),
      total("value", "Value credited", "money", "up"),
      total("spend", "Spend", "money"),
      ratio("cost_per_conversion", "Cost per conversion", "money", "down", ["spend", "credit"]),
      ratio("roas", "ROAS", "multiple", "up", ["value", "spend"]),
    ],
    filter: "date_basis = 'conversion' and model = 'last_touch'",
    compare: "none",
    interval: null,
    drawn: [],
    proof: "assert_chart_attribution_channels.sql",
    empty: "No conversion with a known touch in this range. Import sessions or touches, and conversions.",
  },
];
