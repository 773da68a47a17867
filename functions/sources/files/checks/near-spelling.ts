import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding } from "../contract.ts";
import { isPersonalHeader } from "../convert/personal.ts";
import type { Plan } from "../convert/plan.ts";
import { finding } from "../finding.ts";
import { editDistance } from "../recognise/edit-distance.ts";
import { fold } from "../recognise/header.ts";

/** Names of more values than this are ids or free text, not names that people type. */
const MOST_NAMES = 500;
const SHORTEST = 5;

/** Columns of the families whose texts are names that people type. */
const NAMED: ReadonlySet<string> = new Set([
  ...[
    "campaign_name",
    "campaign",
    "ad_group_name",
    "channel",
    "product",
    "project_name",
    "account_name",
    "country",
    "source",
    "medium",
    "series",
  ],
]);

/**
 * Names a slip or two apart (`Retargeting`, `Retargetting`). They are suggested, never joined: `aliases` in settings
 * join them. Names that differ in a digit, or only in a code of two capitals (`EU | Brand`, `US | Brand`), are taken for
 * different ones.
 */
export async function nearSpelling(db: DuckDb, plan: Plan): Promise<readonly Finding[]> {
  const own = plan.columns
    .filter(({ name, cell }) => NAMED.has(name) && cell !== null)
    .map(({ cell, header }) => ({ cell, header }));
  const unknown = plan.unknownTexts.map((index) => ({ cell: `c${index}`, header: plan.text.headers[index] ?? "" }));
  const found: Finding[] = [];
  for (const { cell, header } of [...own, ...unknown].filter(({ header: name }) => !isPersonalHeader(name))) {
    const rows = await db.rows(
      `select trim(${cell}) as name, count(*) as n from ${plan.text.relation} where ${cell} is not null and not contains(${cell}, '@') group by 1 order by n desc, name limit ${MOST_NAMES + 1}`,
    );
    if (rows.length > MOST_NAMES) continue;
    found.push(
      ...pairs(rows.map(({ name, n }) => ({ name: String(name), rows: Number(n) }))).map((pair) =>
        suggestion(header, pair),
      ),
    );
  }
  return found;
}

interface Name {
  readonly name: string;
  readonly rows: number;
}

interface Pair {
  readonly often: Name;
  readonly rare: Name;
}

/** Each rarer name once, beside the most frequent name it is near. Spellings that fold alike count as one name. */
function pairs(names: readonly Name[]): readonly Pair[] {
  const folded = new Map<string, Name>();
  for (const { name, rows } of names) {
    const key = fold(name);
    const known = folded.get(key);
    folded.set(key, known === undefined ? { name, rows } : { name: known.name, rows: known.rows + rows });
  }
  const sorted = [...folded].toSorted(([, a], [, b]) => b.rows - a.rows);
  return sorted.flatMap(([key, rare], index) => {
    const near = sorted
      .slice(0, index)
      .find(([other, { name }]) => isNear(other, key) && !differInCode(name, rare.name));
    return near === undefined ? [] : [{ often: near[1], rare }];
  });
}

function isNear(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < SHORTEST || a.replaceAll(/\D/g, "") !== b.replaceAll(/\D/g, "")) return false;
  const limit = shorter < 8 ? 1 : 2;
  return Math.abs(a.length - b.length) <= limit && editDistance(a, b) <= limit;
}

/** Whether only codes of two capitals differ, countries or languages, which no one misspells into another. */
function differInCode(a: string, b: string): boolean {
  const [left, right] = [a, b].map((name) => name.split(/[^\p{L}\p{N}]+/u));
  if (left === undefined || right === undefined || left.length !== right.length) return false;
  const differing = left.flatMap((word, i) => {
    const other = right[i] ?? "";
    return word.toLowerCase() === other.toLowerCase() ? [] : [word, other];
  });
  return differing.length > 0 && differing.every((word) => /^\p{Lu}{2}$/u.test(word));
}

function suggestion(header: string, { often, rare }: Pair): Finding {
  const detail = `"${rare.name}" (${rare.rows} rows) is spelt like "${often.name}" (${often.rows} rows); if they are one, add it to sources.files.aliases`;
  return finding("near_spelling", "info", detail, { rowCount: rare.rows, columnName: header, example: rare.name });
}
