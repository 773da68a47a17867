import { describe, expect, it } from "vitest";
import { loadStatement } from "../../../functions/ledger/records.ts";
import { logRestatements } from "../../../functions/ledger/restatements.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import { openLedgerWarehouse } from "./ledger-warehouse.ts";

const clock = fixedClock("2026-02-10T05:00:00Z");
const COLUMNS =
  "platform, account_id, date_day, currency_code, spend, impressions, clicks, conversions, conversion_value";

interface Day {
  readonly day: number;
  readonly spend: string | null;
  readonly clicks?: number;
}

/** Campaign days of one account, as a query; each day in two campaigns, the second with nothing. */
function daysSql(days: readonly Day[]): string {
  const row = ({ day, spend, clicks }: Day) =>
    `select 'google_ads' as platform, 'a1' as account_id, date '2026-02-0${day}' as date_day, 'EUR' as currency_code,
    ${spend === null ? "cast(null as numeric)" : `numeric '${spend}'`} as spend, cast(null as int64) as impressions, ${clicks ?? 5} as clicks,
    cast(null as float64) as conversions, cast(null as numeric) as conversion_value`;
  return days.flatMap((day) => [row(day), row({ ...day, spend: null, clicks: 0 })]).join("\nunion all\n");
}

async function newDays(days: readonly Day[]) {
  const warehouse = await openLedgerWarehouse();
  await warehouse.execute(
    `create or replace table scratch.days as select ${COLUMNS} from (${daysSql(days)}) as source`,
  );
  const at = clock.now();
  const publish = async (loadId: string): Promise<void> => {
    const statement = loadStatement([
      {
        loadId,
        tableName: "raw.file_ad_daily",
        sliceKey: loadId,
        source: "file",
        workKey: loadId,
        attempt: 1,
        readStartedAt: at,
        rowsLoaded: 1,
        rowsQuarantined: 0,
        publishedAt: at,
      },
    ]);
    await warehouse.execute(statement.sql, statement);
  };
  const log = (next: readonly Day[]) =>
    logRestatements({ warehouse, clock }, { name: "scratch.days", selectSql: daysSql(next) }, "nightly:2026-02-10");
  const rows = async () =>
    (
      await warehouse.query(
        "select slice_key, measure, currency_code, old_total, new_total from ops.restatements order by slice_key, measure",
      )
    ).rows;
  return { publish, log, rows };
}

describe("restatements", () => {
  it("are the days whose totals changed, measure by measure; new days and equal ones are none", async () => {
    const { log, rows } = await newDays([
      { day: 1, spend: "10.5" },
      { day: 2, spend: "20" },
      { day: 3, spend: null },
      { day: 4, spend: "1" },
    ]);
    const changed = await log([
      { day: 1, spend: "11", clicks: 6 },
      { day: 2, spend: "20" },
      { day: 3, spend: "7" },
      { day: 5, spend: "99" },
    ]);
    const of = (day: number) => ({ slice_key: `google_ads/a1/2026-02-0${day}..2026-02-0${day}`, currency_code: "EUR" });
    expect(await rows()).toEqual([
      { ...of(1), measure: "clicks", old_total: "5", new_total: "6" },
      { ...of(1), measure: "spend", old_total: "10.5", new_total: "11" },
      { ...of(3), measure: "spend", old_total: null, new_total: "7" },
      { ...of(4), measure: "clicks", old_total: "5", new_total: null },
      { ...of(4), measure: "spend", old_total: "1", new_total: null },
    ]);
    expect(changed).toBe(5);
  });

  it("of one state of the loads are written once, of the next again", async () => {
    const { publish, log, rows } = await newDays([{ day: 1, spend: "10" }]);
    await publish("l1");
    expect(await log([{ day: 1, spend: "12" }])).toBe(1);
    expect(await log([{ day: 1, spend: "12" }])).toBe(0);
    await publish("l2");
    expect(await log([{ day: 1, spend: "13" }])).toBe(1);
    expect((await rows()).map(({ new_total: total }) => total)).toEqual(["12", "13"]);
  });
});
