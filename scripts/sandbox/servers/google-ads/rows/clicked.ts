import type { Item } from "./item.ts";
import { NO_MEASURES } from "./measures.ts";
import type { World } from "./world.ts";

/** Clicks of a day, each a row of its own. */
export function* clickedItems(world: World, days: { readonly from: string; readonly to: string }): Iterable<Item> {
  const range = { accountId: world.account.id, ...days, observedMs: world.nowMs };
  for (const click of world.market.google.clicks(range)) {
    const view = world.campaigns.get(click.campaignId);
    const group = click.adGroupId === null ? undefined : world.adGroups.get(click.adGroupId);
    const criterion = group?.criteria.find(({ id }) => id === click.keywordId);
    yield {
      customer: world.account,
      ...(view ? { campaign: view.campaign } : {}),
      ...(group ? { adGroup: group.adGroup } : {}),
      ...(criterion ? { criterion } : {}),
      click,
      day: click.day,
      device: click.device,
      network: click.network,
      measures: { ...NO_MEASURES, clicks: 1 },
    };
  }
}
