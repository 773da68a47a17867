import { lex } from "./syntax/lexer.ts";
import { isAnyName, isOperator, isWord } from "./syntax/nodes.ts";
import type { Token } from "./syntax/tokens.ts";

/** A place in the text that names a dataset. */
interface DatasetPlace {
  readonly dataset: string;
  /** Undefined where a statement names the dataset alone, as CREATE SCHEMA does. */
  readonly table: string | undefined;
  /** The characters of the dataset's name. */
  readonly start: number;
  readonly end: number;
}

/** The `dataset.name` pairs that a statement reads or defines, once each, in the order of the text. */
export function references(sql: string, datasets: readonly string[]): readonly string[] {
  const pairs = datasetPlaces(lex(sql), new Set(datasets)).flatMap(({ dataset, table }) =>
    table === undefined ? [] : [`${dataset}.${table}`],
  );
  return [...new Set(pairs)];
}

/** The statement with every dataset renamed `<prefix>_<dataset>`, for a project that holds several warehouses. */
export function withDatasetPrefix(sql: string, datasets: readonly string[], prefix: string): string {
  const places = datasetPlaces(lex(sql), new Set(datasets));
  return places.reduceRight(
    (text, { dataset, start, end }) => `${text.slice(0, start)}${prefix}_${dataset}${text.slice(end)}`,
    sql,
  );
}

/**
 * Finds them by tokens: no alias, common table expression or column may be named like a dataset, so a dataset before a
 * dot is one. A name after a dot is a column or table.
 */
function datasetPlaces(tokens: readonly Token[], datasets: ReadonlySet<string>): readonly DatasetPlace[] {
  return tokens.flatMap((token, index): readonly DatasetPlace[] => {
    if (!isAnyName(token) || isOperator(tokens[index - 1], ".")) return [];
    const quote = token.kind === "quotedName" ? 1 : 0;
    const [dataset = "", ...inside] = token.kind === "quotedName" ? token.value.split(".") : [token.value];
    if (!datasets.has(dataset)) return [];
    const start = token.offset + quote;
    const place = { dataset, start, end: start + dataset.length };
    if (inside.length > 0) return [{ ...place, table: inside.join(".") }];
    const name = tokens[index + 2];
    if (isOperator(tokens[index + 1], ".") && isAnyName(name)) return [{ ...place, table: name.value }];
    return namesSchema(tokens, index) ? [{ ...place, table: undefined }] : [];
  });
}

function namesSchema(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return (
    isWord(before, "SCHEMA") ||
    (isWord(before, "EXISTS") && tokens.slice(0, index).some((token) => isWord(token, "SCHEMA")))
  );
}
