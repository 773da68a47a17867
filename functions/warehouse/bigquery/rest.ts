/** The parts of BigQuery's REST resources that the adapter writes and reads. */

export interface ErrorProto {
  readonly reason?: string;
  readonly message?: string;
  readonly location?: string;
}

export interface FieldProto {
  readonly name: string;
  /** `INTEGER` and `INT64` mean the same, likewise `RECORD` and `STRUCT`. */
  readonly type: string;
  readonly mode?: "NULLABLE" | "REQUIRED" | "REPEATED";
  readonly description?: string;
  readonly fields?: readonly FieldProto[];
}

export interface SchemaProto {
  readonly fields?: readonly FieldProto[];
}

export interface ParameterTypeProto {
  readonly type: string;
  readonly arrayType?: ParameterTypeProto;
}

export interface ParameterValueProto {
  readonly value?: string | null;
  readonly arrayValues?: readonly ParameterValueProto[];
}

export interface ParameterProto {
  readonly name: string;
  readonly parameterType: ParameterTypeProto;
  readonly parameterValue: ParameterValueProto;
}

export interface JobProto {
  readonly jobReference: { readonly jobId: string; readonly location?: string };
  readonly status: { readonly state: "PENDING" | "RUNNING" | "DONE"; readonly errorResult?: ErrorProto };
  readonly statistics?: {
    readonly totalBytesProcessed?: string;
    readonly query?: { readonly schema?: SchemaProto; readonly numDmlAffectedRows?: string };
    readonly load?: { readonly outputRows?: string };
  };
}

/** A cell: `v` is text, null, a list of cells, or a struct's cells. */
export interface CellProto {
  readonly v: null | string | readonly CellProto[] | { readonly f: readonly CellProto[] };
}

export interface RowProto {
  readonly f: readonly CellProto[];
}

export interface ResultPageProto {
  readonly jobComplete: boolean;
  readonly schema?: SchemaProto;
  readonly rows?: readonly RowProto[];
  readonly pageToken?: string;
  readonly numDmlAffectedRows?: string;
  readonly errors?: readonly ErrorProto[];
}

export interface TableProto {
  readonly type: string;
  readonly schema?: SchemaProto;
  readonly timePartitioning?: { readonly type: string; readonly field?: string };
  readonly clustering?: { readonly fields: readonly string[] };
}

export interface TableListProto {
  readonly tables?: readonly { readonly tableReference: { readonly tableId: string }; readonly type: string }[];
  readonly nextPageToken?: string;
}
