/// <reference lib="dom" />
import type { RangeData } from "../data/report-data.ts";
import type { Filter } from "../figures/cube-reader.ts";
import { addDays, daysBetween, readableDay } from "../figures/period.ts";

interface Controls {
  readonly filter: () => Filter;
}

/** Reads the native controls; tells what changed, also to screen readers. */
export function startControls(range: RangeData, defaultDays: number, changed: () => void): Controls {
  const form = element("form.controls", HTMLFormElement);
  const from = element("#from", HTMLInputElement);
  const to = element("#to", HTMLInputElement);
  const channel = element("#channel", HTMLSelectElement);
  const compare = element("#compare", HTMLInputElement);
  const currency = document.querySelector<HTMLSelectElement>("#currency");
  form.reset();
  let days = { from: addDays(range.asOf, 1 - defaultDays), to: range.asOf };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    const target = event.target as HTMLInputElement;
    if (target.name === "preset" && target.value !== "custom") {
      days = { from: addDays(range.asOf, 1 - Number(target.value)), to: range.asOf };
      from.value = days.from;
      to.value = days.to;
    } else if (target === from || target === to) {
      element('[name="preset"][value="custom"]', HTMLInputElement).checked = true;
      if (!from.validity.valid || !to.validity.valid || from.value === "" || to.value === "") return;
      days = from.value <= to.value ? { from: from.value, to: to.value } : { from: to.value, to: from.value };
    }
    changed();
    element("#said", HTMLElement).textContent =
      `Showing ${daysBetween(days.from, days.to)} days, ${readableDay(days.from)} to ${readableDay(days.to)}`;
  });
  return {
    filter: () => ({
      ...days,
      channel: channel.value === "" ? null : channel.value,
      currency: range.currencies[Number(currency?.value ?? 0)] ?? null,
      compare: compare.checked,
    }),
  };
}

function element<T extends Element>(selector: string, kind: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`expected ${selector} in this file, got none`);
  return found;
}
