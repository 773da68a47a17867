import { createHash } from "node:crypto";
import { withDatasetPrefix } from "../googlesql/references.ts";
import { DATASETS } from "../project.ts";
import type { TableName } from "../warehouse.ts";

const PLAIN_ID = /^[A-Za-z0-9_]{1,100}$/;
const ID_DIGITS = 40;

/** A table of BigQuery, in a dataset as it is named there. */
export interface Table {
  readonly dataset: string;
  readonly table: string;
}

/** Names as this warehouse has them in the project: with a prefix, several warehouses share one project. */
export interface Names {
  readonly datasetPrefix: string | undefined;
  dataset(name: string): string;
  table(name: TableName): Table;
  sql(text: string): string;
  /** An id of a job: `mw_swap_<key>`, with the prefix, since jobs of all datasets share one space of ids. */
  jobId(id: string): string;
}

export function namesOf(datasetPrefix: string | undefined): Names {
  const dataset = (name: string): string => (datasetPrefix === undefined ? name : `${datasetPrefix}_${name}`);
  return {
    datasetPrefix,
    dataset,
    table: (name) => {
      const [first = "", ...rest] = name.split(".");
      return { dataset: dataset(first), table: rest.join(".") };
    },
    sql: (text) => (datasetPrefix === undefined ? text : withDatasetPrefix(text, DATASETS, datasetPrefix)),
    jobId: (id) => (datasetPrefix === undefined ? id : `${id}_${datasetPrefix}`),
  };
}

/** A key in the characters that job ids and table names allow: as it is where it fits, else its hash. */
export function idOf(key: string): string {
  return PLAIN_ID.test(key) ? key : createHash("sha256").update(key).digest("hex").slice(0, ID_DIGITS);
}
