import { z } from "zod";
import { AppError } from "../../lib/errors.ts";
import type { RawRow, RawTable, SourceAccount, SourceBatch, SourcePorts } from "../source.ts";
import { ACCOUNT_LISTING_FIELDS } from "./fields.ts";
import { pagesOf } from "./graph/pages.ts";
import type { Session } from "./graph/session.ts";
import type { Listing } from "./listings.ts";
import { rowProblem } from "./row-problem.ts";
import { accountObject } from "./schema.ts";

const PAGE_OBJECTS = 200;

/** All objects of one kind that an account has. One that comes twice counts once. */
export async function* readListing(
  listing: Listing,
  account: SourceAccount,
  session: Session,
  ports: SourcePorts,
): AsyncGenerator<SourceBatch> {
  const path = `act_${account.accountId}/${listing.edge}`;
  const params = {
    fields: listing.fields.join(","),
    ...(listing.statuses === null ? {} : { effective_status: listing.statuses }),
  };
  const seen = new Set<unknown>();
  for await (const page of pagesOf(
    (more) => session.call({ path, params: { ...params, ...more } }),
    path,
    PAGE_OBJECTS,
  )) {
    const tables = new Map<RawTable, RawRow[]>();
    for (const object of page) {
      if (seen.has(object.id)) continue;
      seen.add(object.id);
      try {
        for (const { table, row } of listing.rows(object, account))
          tables.set(table, [...(tables.get(table) ?? []), row]);
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        ports.reject(rowProblem(listing.table, object, error, ["id"]));
      }
    }
    await ports.checkpoint("page");
    for (const [table, rows] of tables) yield { table, rows };
  }
}

/** Account states that Meta numbers, where somebody must act: no ads run, or soon none will. */
const TROUBLED: Readonly<Record<number, string>> = {
  2: "disabled",
  3: "unsettled",
  7: "under risk review",
  8: "pending settlement",
  9: "in grace period",
  100: "pending closure",
  101: "closed",
};

/** The ad account itself: one row. A state in which it cannot run ads is told. */
export async function* readAccount(
  account: SourceAccount,
  primaryActionType: string | null,
  session: Session,
  ports: SourcePorts,
): AsyncGenerator<SourceBatch> {
  const path = `act_${account.accountId}`;
  const answer = await session.call({ path, params: { fields: ACCOUNT_LISTING_FIELDS.join(",") } });
  const { data, error } = accountObject.safeParse(answer);
  if (error !== undefined)
    throw new AppError(`expected an ad account, got ${error.issues[0]?.path.join(".")}: ${error.issues[0]?.message}`, {
      kind: "data",
      where: path,
    });
  const trouble = TROUBLED[data.account_status ?? 1];
  if (trouble !== undefined)
    ports.finding({
      checkName: "account_status",
      severity: "warning",
      detail: `ad account ${account.accountId} is ${trouble} (status ${data.account_status})`,
    });
  const row = {
    account_id: data.account_id,
    account_name: data.name ?? null,
    account_status: data.account_status ?? null,
    business_name: data.business_name ?? null,
    currency_code: data.currency ?? null,
    account_time_zone: data.timezone_name ?? null,
    primary_action_type: primaryActionType,
  };
  yield { table: "raw.facebook_ads_accounts", rows: [row] };
}
