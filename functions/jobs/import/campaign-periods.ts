import type { CampaignPeriod } from "../../sources/files/parse-options.ts";
import type { JobContext } from "../job.ts";

/** When the campaigns that the warehouse knows from files ran, in days of the settings' zone. */
export async function campaignPeriods({ warehouse, settings }: JobContext): Promise<readonly CampaignPeriod[]> {
  if ((await warehouse.describe("staging.stg_file__campaigns")) === null) return [];
  const { rows } = await warehouse.query(
    `select campaign_id, date(started_at, @zone) as started_on, date(stopped_at, @zone) as stopped_on
from staging.stg_file__campaigns
where campaign_id is not null
order by campaign_id, started_on, stopped_on`,
    { parameters: { zone: { type: "STRING", value: settings.time_zone ?? "UTC" } } },
  );
  const day = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return rows.map(({ campaign_id: id, started_on: start, stopped_on: stop }) => ({
    campaignId: String(id),
    startedOn: day(start),
    stoppedOn: day(stop),
  }));
}
