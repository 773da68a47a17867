import type { Random } from "../../../functions/models/numeric/random.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import type { PartLife } from "./entity-versions.ts";

const RENAMED_SHARE = 0.15;
const ENDED_SHARE = 0.25;
const DELETED_SHARE = 0.4;

/**
 * Life of the part at a position of a campaign or ad group. The first of each lives as long as its parent, so a campaign on air always has an ad;
 * of the others one in four is paused or deleted before the campaign ends.
 */
export function partLife(name: string, position: number, parent: PartSpan, random: Random): PartLife {
  const { firstDay, endDay } = parent;
  const days = endDay - firstDay;
  const [renamed, renamedAt, ended, endedAt, deleted] = Array.from({ length: 5 }, () => random.uniform()) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const endsEarly = position > 0 && ended < ENDED_SHARE && days > 2;
  const end = endsEarly ? firstDay + 1 + Math.floor((days - 1) * (0.3 + 0.6 * endedAt)) : endDay;
  const names = [{ fromDay: firstDay, value: name }];
  const renamedOn = firstDay + 1 + Math.floor((end - firstDay - 1) * renamedAt);
  if (renamed < RENAMED_SHARE && renamedOn < end) names.push({ fromDay: renamedOn, value: `${name} (new)` });
  return { firstDay, endDay: end, names, endStatus: deleted < DELETED_SHARE ? "gone" : "off" };
}

export type PartSpan = Pick<CampaignPlan, "firstDay" | "endDay">;
