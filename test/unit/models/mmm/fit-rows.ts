import { type ClassicModel, fitClassic } from "../../../../functions/models/mmm/classic.ts";
import type { MmmInputRow } from "../../../../functions/models/mmm/contract.ts";
import { buildPanel } from "../../../../functions/models/mmm/panel.ts";
import { mmmSettings } from "../../../../functions/models/mmm/settings.ts";
import { isRefusal } from "../../../../functions/models/readiness/refusal.ts";

/** The model of rows that must not be refused. */
export function fitRows(rows: readonly MmmInputRow[], settings: Record<string, unknown> = {}): ClassicModel {
  const panel = buildPanel(rows);
  if (isRefusal(panel)) throw new Error(`${panel.reason}: ${panel.detail}`);
  const model = fitClassic(panel, mmmSettings.parse(settings));
  if (isRefusal(model)) throw new Error(`${model.reason}: ${model.detail}`);
  return model;
}
