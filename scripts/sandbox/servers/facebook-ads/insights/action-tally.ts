import type { FacebookAction, FacebookFact } from "../../../market/facebook.ts";

/** Windows that events are counted in; `value` is the account's default, 7 days after a click or 1 day after a view. */
export const COUNTED_WINDOWS = ["value", "1d_click", "7d_click", "28d_click", "1d_view"] as const;
export type CountedWindow = (typeof COUNTED_WINDOWS)[number];

/** Events by action type and window; a window without any is not there. */
export type ActionTally = Map<string, Partial<Record<CountedWindow, number>>>;

const CLICK_WINDOWS: readonly CountedWindow[] = ["value", "1d_click", "7d_click", "28d_click"];
const VIEW_WINDOWS: readonly CountedWindow[] = ["value", "1d_view"];

/** Adds what happens on Meta itself with the ad: clicks on it, and views of its video. Engagement is all of them together. */
export function addDelivery(tally: ActionTally, fact: FacebookFact): void {
  const onMeta: readonly (readonly [string, number, readonly CountedWindow[]])[] = [
    ["link_click", fact.linkClicks, CLICK_WINDOWS],
    ["video_view", fact.videoViews, VIEW_WINDOWS],
    ["post_reaction", fact.postReactions, CLICK_WINDOWS],
    ["comment", fact.comments, CLICK_WINDOWS],
    ["post", fact.shares, CLICK_WINDOWS],
  ];
  for (const [actionType, count, windows] of onMeta)
    for (const sum of [actionType, "post_engagement", "page_engagement"])
      for (const window of windows) add(tally, sum, window, count);
}

/** Adds one conversion to every window that holds its lag: its count, or its value in cents. */
export function addConversion(tally: ActionTally, action: FacebookAction, amount: number): void {
  for (const window of windowsOf(action)) add(tally, action.actionType, window, amount);
}

function windowsOf({ isView, lagDays }: FacebookAction): readonly CountedWindow[] {
  if (isView) return lagDays <= 1 ? VIEW_WINDOWS : [];
  return [
    ...(lagDays <= 7 ? (["value", "7d_click"] as const) : []),
    ...(lagDays <= 1 ? (["1d_click"] as const) : []),
    ...(lagDays <= 28 ? (["28d_click"] as const) : []),
  ];
}

function add(tally: ActionTally, actionType: string, window: CountedWindow, amount: number): void {
  if (amount === 0) return;
  const counts = tally.get(actionType) ?? {};
  counts[window] = (counts[window] ?? 0) + amount;
  tally.set(actionType, counts);
}

/** The list as Graph sends it, undefined when nothing happened in a window that shows. */
export function actionList(
  tally: ActionTally,
  windows: readonly string[],
  text: (amount: number) => string,
): readonly Readonly<Record<string, string>>[] | undefined {
  const shown = COUNTED_WINDOWS.filter((window) => window === "value" || windows.includes(window));
  const list = [...tally].flatMap(([actionType, counts]) => {
    const present = shown.filter((window) => counts[window] !== undefined);
    if (present.length === 0) return [];
    const amounts = present.map((window) => [window, text(counts[window] as number)]);
    return [{ action_type: actionType, ...Object.fromEntries(amounts) }];
  });
  return list.length === 0 ? undefined : list;
}
