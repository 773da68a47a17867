import { isNumeric } from "../data/cells.ts";
import type { Table, TableColumn } from "../figures/figure.ts";
import { type Cell, decimalsFor, formatValue } from "../figures/format.ts";
import { escapeHtml } from "./escape.ts";

/** A table with caption, column and row headings; numbers to the right, the unit in the heading. Names keep their own direction. */
export function tableHtml(table: Table): string {
  const decimals = table.columns.map(({ unit }, i) =>
    decimalsFor(
      table.rows.map((row) => row[i] ?? null),
      unit,
    ),
  );
  const cell = (value: Cell, i: number, row: number | null): string => {
    const column = table.columns[i];
    if (column === undefined) return "";
    const currency = row === null ? null : (table.rowCurrencies?.[row] ?? null);
    const text = formatValue(value, column.unit, { decimals: decimals[i] ?? 0, currency, bare: currency === null });
    if (isNumeric(column.unit)) return `<td class="n">${escapeHtml(text)}</td>`;
    const content = `<bdi>${escapeHtml(text)}</bdi>`;
    return i === 0 ? `<th scope="row">${content}</th>` : `<td>${content}</td>`;
  };
  const line = (cells: readonly Cell[], row: number | null) =>
    `<tr>${cells.map((value, i) => firstAsHeading(cell(value, i, row), i)).join("")}</tr>`;
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(`${table.caption}, table`)}"><table>`,
    `<caption>${escapeHtml(table.caption)}</caption>`,
    `<thead><tr>${table.columns.map(heading).join("")}</tr></thead>`,
    `<tbody>${table.rows.map((cells, row) => line(cells, row)).join("")}</tbody>`,
    table.total === undefined ? "" : `<tfoot>${line(table.total, null)}</tfoot>`,
    "</table></div>",
  ].join("");
}

/** The first cell names its row, also where it is a number. */
function firstAsHeading(html: string, i: number): string {
  return i === 0 ? html.replace(/^<td( class="n")?>/, '<th scope="row"$1>').replace(/<\/td>$/, "</th>") : html;
}

function heading({ title, unit, currency }: TableColumn): string {
  const text = currency === null ? title : `${title} (${currency})`;
  return `<th scope="col"${isNumeric(unit) ? ' class="n"' : ""}>${escapeHtml(text)}</th>`;
}
