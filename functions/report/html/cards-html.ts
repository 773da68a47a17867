import type { Card, Delta } from "../figures/figure.ts";
import { formatValue } from "../figures/format.ts";
import { escapeHtml } from "./escape.ts";
import { sparkline } from "./sparkline.ts";

/** Key figures as a description list: term, value, change in arrow and word, the days behind it. */
export function cardsHtml(cards: readonly Card[]): string {
  return `<dl class="cards">${cards.map(cardHtml).join("")}</dl>`;
}

function cardHtml(card: Card): string {
  const value = formatValue(card.value, card.unit);
  const unit =
    card.currency === null || card.value === null ? "" : ` <span class="unit">${escapeHtml(card.currency)}</span>`;
  return [
    `<div class="card"><dt>${escapeHtml(card.title)}</dt>`,
    `<dd class="value">${escapeHtml(value)}${unit}</dd>`,
    card.note === undefined ? "" : `<dd class="delta">${escapeHtml(card.note)}</dd>`,
    card.delta === null || card.note !== undefined ? "" : `<dd class="delta">${deltaHtml(card.delta, card)}</dd>`,
    card.value === null ? "" : `<dd class="spark">${sparkline(card.spark)}</dd>`,
    "</div>",
  ].join("");
}

/** `▲ up 12.3 %, better` with the value before. Arrow, word and colour say the same. */
function deltaHtml(delta: Delta, { unit, currency }: Card): string {
  if (delta.share === null) return escapeHtml(delta.missing ?? "no change known");
  const before = ` <span class="before">from ${escapeHtml(formatValue(delta.before, unit, { currency }))}</span>`;
  if (Math.abs(delta.share) < 0.0005) return `<span class="flat">● unchanged</span>${before}`;
  const isUp = delta.share > 0;
  const percent = escapeHtml(formatValue(Math.abs(delta.share), "rate", { decimals: 1 }));
  const word = `${isUp ? "▲ up" : "▼ down"} ${percent}`;
  if (delta.better === "neutral") return `<span class="flat">${word}</span>${before}`;
  const isGood = isUp === (delta.better === "up");
  return `<span class="${isGood ? "good" : "bad"}">${word}, ${isGood ? "better" : "worse"}</span>${before}`;
}
