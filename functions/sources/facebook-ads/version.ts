/** Version of the Marketing API that is spoken. Meta ends a version about a year after it came: v26.0 is of 2026-07-29. */
export const GRAPH_VERSION = "v26.0";

/** Where Graph is served, unless settings name a base URL. */
export const GRAPH_ORIGIN = "https://graph.facebook.com";
