import { column, type Family } from "./family.ts";

/** Any outside signal by day. */
export const externalSeries: Family = {
  name: "external_series",
  table: "raw.file_series",
  title: "outside signals by day",
  columns: [
    column("date_day", "date", "date", "day", "period"),
    column("series", "text", "series name", "indicator", "signal"),
    column("geo", "text", "region", "country", "market"),
    column("value", "number", "observation", "index value"),
  ],
  requires: [["date_day"], ["series"], ["value"]],
  key: { ids: [["date_day", "series"]], with: ["geo"] },
};

export const experiments: Family = {
  name: "experiments",
  table: "raw.file_experiments",
  title: "definitions of experiments",
  columns: [
    column("experiment_id", "id", "test id", "experiment"),
    column("name", "text", "experiment name", "test name"),
    column("hypothesis", "text"),
    column("metric", "text", "kpi", "target metric"),
    column("arm", "text", "variant", "group", "cell"),
    column("unit", "text", "randomisation unit", "randomization unit"),
    column("entity_id", "id", "entity", "unit id"),
    column("started_on", "date", "start date", "started at", "start"),
    column("ended_on", "date", "end date", "ended at", "end"),
    column("share", "rate", "planned share", "split", "allocation"),
  ],
  requires: [["experiment_id"], ["arm"], ["entity_id", "started_on"]],
  rowRequires: [["experiment_id"], ["arm"]],
  key: { ids: [["experiment_id", "arm"]], with: ["entity_id"] },
};

export const liftTests: Family = {
  name: "lift_tests",
  table: "raw.file_lift_tests",
  title: "results of lift tests",
  columns: [
    column("lift_test_id", "id", "test id", "lift test", "study id"),
    column("channel", "text", "platform"),
    column("geo", "text", "region", "market"),
    column("window_start", "date", "start date", "test start", "start"),
    column("window_end", "date", "end date", "test end", "end"),
    column("spend_delta", "money", "incremental spend", "delta spend"),
    column("currency_code", "currency", "currency"),
    column("lift", "number", "incremental outcome", "incremental kpi", "incremental conversions"),
    column("lift_se", "number", "standard error", "se", "lift standard error"),
    column("scope", "text"),
  ],
  requires: [["lift_test_id"], ["channel"], ["window_start"], ["window_end"], ["lift"], ["lift_se"]],
  key: { ids: [["lift_test_id"]], with: ["channel", "geo"] },
};

/** Marketing-mix input: long, or wide with the kind of each column given by `--map theirs=media:name`. */
export const mmmPanel: Family = {
  name: "mmm_panel",
  table: "raw.file_mmm_panel",
  title: "marketing-mix panel",
  columns: [
    column("model_id", "id", "model"),
    column("geo", "text", "region", "market"),
    column("period_start", "date", "date", "week", "date week", "day", "period"),
    column("series_kind", "text", "kind"),
    column("series", "text", "series name"),
    column("value", "number"),
    column("spend", "money"),
    column("currency_code", "currency", "currency"),
    column("reported_kpi", "number"),
    column("is_final", "boolean"),
  ],
  requires: [["period_start"], ["series_kind"], ["series"], ["value", "spend"]],
  rowRequires: [["period_start"]],
  key: { ids: [["period_start", "series_kind", "series"]], with: ["model_id", "geo"] },
  unpivot: "mmm_panel",
};

export const holidays: Family = {
  name: "holidays",
  table: "raw.holidays",
  title: "holidays",
  columns: [
    column("country_code", "text", "country", "country iso"),
    column("region_code", "text", "region", "state", "subdivision"),
    column("holiday_date", "date", "date", "day"),
    column("name", "text", "holiday", "holiday name", "local name"),
    column("kind", "text", "type", "holiday type"),
  ],
  requires: [["country_code"], ["holiday_date"], ["name"]],
  key: { ids: [["country_code", "holiday_date", "name"]], with: ["region_code"] },
  isPlain: true,
};

export const fxDaily: Family = {
  name: "fx_daily",
  table: "raw.fx_daily",
  title: "exchange rates by day",
  columns: [
    column("date_day", "date", "date", "day"),
    column("from_currency", "currency", "from", "base", "base currency", "source currency"),
    column("to_currency", "currency", "to", "quote", "quote currency", "target currency"),
    column("rate", "money", "exchange rate", "fx rate", "mid rate"),
  ],
  requires: [["date_day"], ["from_currency"], ["to_currency"], ["rate"]],
  key: { ids: [["date_day", "from_currency", "to_currency"]], with: [] },
  isPlain: true,
};

/** Any other table, kept whole by its key. */
export const lookup: Family = {
  name: "lookup",
  table: "raw.file_lookup",
  title: "lookup table",
  columns: [column("lookup", "text"), column("key", "id")],
  requires: [["key"]],
  key: { ids: [], with: [] },
  onlyWhenNamed: true,
};
