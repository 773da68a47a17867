import type { AccountSettings } from "../../../market/settings.ts";
import { createdMs, type Versioned } from "../../../market/versioned.ts";
import { localTime, offsetHours } from "../../local-time.ts";
import { accountFields } from "../graph/field-names.ts";
import type { NodeType } from "../graph/field-selection.ts";

/** An ad account at an instant. */
export interface AccountSource {
  readonly account: AccountSettings;
  readonly createdMs: number;
  readonly atMs: number;
}

/** An account is as old as its first campaign. */
export function accountSource(
  account: AccountSettings,
  campaigns: readonly Versioned<unknown>[],
  atMs: number,
): AccountSource {
  return { account, createdMs: Math.min(atMs, ...campaigns.map(createdMs)), atMs };
}

export const accountNode: NodeType<AccountSource> = {
  typeName: "AdAccount",
  fieldNames: accountFields,
  values: {
    id: ({ account }) => `act_${account.accountId}`,
    account_id: ({ account }) => account.accountId,
    /** 1: active. */
    account_status: () => 1,
    name: ({ account }) => account.name,
    currency: ({ account }) => account.currencyCode,
    timezone_name: ({ account }) => account.timeZone,
    timezone_offset_hours_utc: ({ account, atMs }) => offsetHours(atMs, account.timeZone),
    created_time: ({ account, createdMs: fromMs }) => localTime(fromMs, account.timeZone),
  },
  defaults: ["account_id", "id"],
};
