import { isNumeric } from "../data/cells.ts";
import type { Table, TableColumn } from "../figures/figure.ts";
import { type Cell, decimalsFor, formatValue } from "../figures/format.ts";
import { escapeHtml } from "./escape.ts";

/** Characters from which a text gets a wide column, so that it does not become a tower of words. */
const LONG_TEXT = 40;

/**
 * A table with caption, column and row headings; numbers to the right, as many decimals in every row of a column (of a mixed
 * table in every column of a row), the unit in the heading. Names keep their own direction of writing.
 */
export function tableHtml(table: Table): string {
  const decimals = table.columns.map(({ unit }, i) =>
    decimalsFor(
      table.rows.map((row) => row[i] ?? null),
      unit,
    ),
  );
  const line = (cells: readonly Cell[], currency: string | null) => {
    const own = table.columns.flatMap(({ unit }, i) => (unit === "number" ? [cells[i] ?? null] : []));
    const texts = table.columns.map(({ unit }, i) => {
      const places = table.isMixed && unit === "number" ? decimalsFor(own, unit) : (decimals[i] ?? 0);
      return formatValue(cells[i] ?? null, unit, { decimals: places, currency, bare: currency === null });
    });
    return `<tr>${table.columns.map((column, i) => cellHtml(column, texts[i] ?? "", i === 0)).join("")}</tr>`;
  };
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(`${table.caption}, table`)}"><table>`,
    `<caption>${escapeHtml(table.caption)}</caption>`,
    `<thead><tr>${table.columns.map(headingHtml).join("")}</tr></thead>`,
    `<tbody>${table.rows.map((cells, row) => line(cells, table.rowCurrencies?.[row] ?? null)).join("")}</tbody>`,
    table.total === undefined ? "" : `<tfoot>${line(table.total, null)}</tfoot>`,
    "</table></div>",
  ].join("");
}

/** The first cell names its row, also where it is a number. */
function cellHtml({ unit }: TableColumn, text: string, isFirst: boolean): string {
  const content = isNumeric(unit) ? escapeHtml(text) : `<bdi>${escapeHtml(text)}</bdi>`;
  if (isFirst) return `<th scope="row">${content}</th>`;
  if (isNumeric(unit)) return `<td class="n">${content}</td>`;
  if (unit === "day" || unit === "timestamp") return `<td class="d">${content}</td>`;
  return text.length > LONG_TEXT ? `<td class="w">${content}</td>` : `<td>${content}</td>`;
}

function headingHtml({ title, unit, currency }: TableColumn, i: number): string {
  const text = currency === null ? title : `${title} (${currency})`;
  return `<th scope="col"${isNumeric(unit) && i > 0 ? ' class="n"' : ""}>${escapeHtml(text)}</th>`;
}
