import { type Dimension, dimension, repeated } from "./field.ts";

/** The market's advertiser leaves tagging to click ids: no level adds anything to its landing pages' URLs. */
export function untagged(owner: string): readonly Dimension[] {
  return [
    dimension(`${owner}.tracking_url_template`, "STRING", () => undefined),
    dimension(`${owner}.final_url_suffix`, "STRING", () => undefined),
    repeated(`${owner}.url_custom_parameters`, "MESSAGE", () => undefined),
  ];
}
