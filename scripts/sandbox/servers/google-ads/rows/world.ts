import type { Market } from "../../../market/market.ts";
import type { AccountTree, AdsAccount } from "../accounts.ts";
import { type AccountView, viewAccount } from "./seen.ts";

/** What rows are made from: the market as one account shows it at an instant. */
export interface World extends AccountView {
  readonly market: Market;
  readonly tree: AccountTree;
  readonly nowMs: number;
}

export function worldOf(market: Market, tree: AccountTree, account: AdsAccount, nowMs: number): World {
  return { market, tree, nowMs, ...viewAccount(market, account, nowMs) };
}
