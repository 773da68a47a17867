import { type AttributionWindow, WINDOWS } from "./fields.ts";
import type { Action, InsightRow } from "./schema.ts";
import { decimal, float } from "./values.ts";

/** Actions of one type that fall into one window. */
export interface ActionRow {
  readonly actionType: string;
  readonly window: "default" | AttributionWindow;
  readonly count: number | null;
  /** Decimal text; null where Facebook states none. */
  readonly value: string | null;
}

/** One row per action type and window that Facebook lists. A window without events is absent on the wire, and here. */
export function actionRows({ actions, action_values: values }: InsightRow): readonly ActionRow[] {
  const types = [...new Set([...actions, ...values].map(({ action_type }) => action_type))];
  return types.flatMap((actionType) => {
    const count = actions.find(({ action_type }) => action_type === actionType);
    const value = values.find(({ action_type }) => action_type === actionType);
    return (["default", ...WINDOWS] as const).flatMap((window) => {
      const [counted, valued] = [inWindow(count, window), inWindow(value, window)];
      if (counted === undefined && valued === undefined) return [];
      return [{ actionType, window, count: float(counted), value: decimal(valued) }];
    });
  });
}

/** Count of a type in the default window. A list that does not name it counts none: empty lists and zero counts are not sent. */
export function countOf(actions: readonly Action[], actionType: string): number {
  return float(inWindow(actions.find(isOf(actionType)), "default")) ?? 0;
}

export interface PrimaryAction {
  readonly conversions: number | null;
  readonly conversion_value: string | null;
  readonly view_through_conversions: number | null;
}

export const UNKNOWN_ACTION: PrimaryAction = {
  conversions: null,
  conversion_value: null,
  view_through_conversions: null,
};

/** What happens on Facebook itself; everything else is left out of a report by region, whole or in part. */
const ON_META =
  /^(onsite_conversion\..+|post_reaction|comment|post|like|link_click|photo_view|video_view|page_engagement|post_engagement)$/;

export function isOnMeta(actionType: string): boolean {
  return ON_META.test(actionType);
}

/** The account's primary action. Conversions without a stated value have an unknown one, none have 0. */
export function primaryAction({ actions, action_values: values }: InsightRow, actionType: string): PrimaryAction {
  const conversions = countOf(actions, actionType);
  const stated = decimal(inWindow(values.find(isOf(actionType)), "default"));
  return {
    conversions,
    conversion_value: stated ?? (conversions === 0 ? "0" : null),
    view_through_conversions: float(inWindow(actions.find(isOf(actionType)), "1d_view")) ?? 0,
  };
}

function isOf(actionType: string): (action: Action) => boolean {
  return ({ action_type }) => action_type === actionType;
}

function inWindow(action: Action | undefined, window: "default" | AttributionWindow): string | undefined {
  return action?.[window === "default" ? "value" : window];
}
