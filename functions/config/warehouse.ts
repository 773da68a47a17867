import { z } from "zod";

/** Of a warehouse on BigQuery. */
const REQUIRED_KEYS = ["project", "location"] as const;

export const warehouseSettings = z
  .strictObject({
    /** The keys of the other engine may stand beside it: they wait. */
    engine: z.enum(["duckdb", "bigquery"]).default("duckdb"),
    /** DuckDB's memory limit, for example 4GB; its own default (80 % of memory) when absent. Also holds where files are read for BigQuery. */
    memory_limit: z
      .string()
      .regex(/^\d+(\.\d+)?(MB|GB|MiB|GiB)$/, "expected a size such as 4GB")
      .optional(),
    threads: z.int().min(1).max(256).optional(),
    /** Google Cloud project that holds the datasets and pays. */
    project: z
      .string()
      .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "expected a Google Cloud project id such as acme-marketing")
      .optional(),
    /** Where the datasets lie, for example EU or europe-west3; it cannot change later. */
    location: z
      .string()
      .regex(/^[A-Za-z]+(-[a-z]+\d+)?$/, "expected a BigQuery location such as EU or europe-west3")
      .optional(),
    /** `acme` makes `raw` the dataset `acme_raw`. */
    dataset_prefix: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}$/, "expected lower-case letters, digits and _, beginning with a letter")
      .optional(),
    /** Bytes that one statement may be billed for. */
    maximum_bytes_billed: z
      .int()
      .min(10_485_760, "expected at least 10485760, the least that a table is billed")
      .optional(),
    /** A local server that speaks BigQuery's REST; it is asked without credentials. */
    api_endpoint: z.url("expected a URL such as http://127.0.0.1:9050").optional(),
  })
  .superRefine((settings, context) => {
    if (settings.engine !== "bigquery") return;
    for (const key of REQUIRED_KEYS) {
      if (settings[key] === undefined)
        context.addIssue({ code: "custom", path: [key], message: `expected a ${key} for engine bigquery` });
    }
  });

export type WarehouseSettings = z.output<typeof warehouseSettings>;
