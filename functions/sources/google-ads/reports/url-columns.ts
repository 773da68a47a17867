import { type Column, factColumn } from "../columns.ts";

/** How a landing page URL is built from this level on: the resolver of campaign tags follows them from account to ad. */
export function urlColumns(resource: string): readonly Column[] {
  return [
    factColumn("tracking_url_template", `${resource}.tracking_url_template`),
    factColumn("final_url_suffix", `${resource}.final_url_suffix`),
    factColumn("url_custom_parameters_json", `${resource}.url_custom_parameters`, "list"),
  ];
}
