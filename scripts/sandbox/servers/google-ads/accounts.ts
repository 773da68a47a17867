import type { AccountSettings } from "../../market/settings.ts";
import { Refusal } from "./failure.ts";

/** An account of the tree: a manager, or a client with campaigns. */
export interface AdsAccount {
  readonly id: string;
  readonly name: string;
  readonly currencyCode: string;
  readonly timeZone: string;
  readonly isManager: boolean;
  readonly status: "ENABLED" | "CANCELED";
}

/** The accounts above and below which the market's campaigns lie. */
export interface AccountTree {
  readonly manager: AdsAccount;
  readonly clients: readonly AdsAccount[];
  /** Accounts that the credential has a direct seat in: what listAccessibleCustomers lists. */
  readonly accessible: readonly AdsAccount[];
}

/** The manager above all clients of the sandbox. */
export const MANAGER_ID = "9876543210";
/** A client that has been given up: it is listed everywhere and answers CUSTOMER_NOT_ENABLED. */
export const CANCELED_CLIENT_ID = "3456789012";

/** The market's Google accounts under one manager, beside one that is not enabled. */
export function accountTree(accounts: readonly AccountSettings[]): AccountTree {
  const market = accounts
    .filter(({ platform }) => platform === "google_ads")
    .map(({ accountId, name, currencyCode, timeZone }) => ({
      id: accountId,
      name,
      currencyCode,
      timeZone,
      isManager: false,
      status: "ENABLED" as const,
    }));
  const base = { currencyCode: "EUR", timeZone: "Europe/Berlin" };
  const manager: AdsAccount = { ...base, id: MANAGER_ID, name: "Velo Works Group", isManager: true, status: "ENABLED" };
  const canceled: AdsAccount = {
    ...base,
    id: CANCELED_CLIENT_ID,
    name: "Velo Works Classic",
    isManager: false,
    status: "CANCELED",
  };
  return { manager, clients: [...market, canceled], accessible: [manager, canceled] };
}

/**
 * The account that a request may read. A client without a direct seat is reached through its manager only, named in `login-customer-id`.
 * @throws Refusal USER_PERMISSION_DENIED, CUSTOMER_NOT_ENABLED, INVALID_CUSTOMER_ID
 */
export function reachAccount(tree: AccountTree, id: string, loginCustomerId: string | undefined): AdsAccount {
  for (const one of [id, loginCustomerId])
    if (one !== undefined && !/^\d{10}$/.test(one))
      throw new Refusal(400, {
        errorCode: { requestError: "INVALID_CUSTOMER_ID" },
        message: `Invalid customer ID '${one}'.`,
      });
  const account = [tree.manager, ...tree.clients].find((one) => one.id === id);
  const login = loginCustomerId ?? id;
  const isSeat = tree.accessible.some((one) => one.id === login);
  const isBelow = login === id || login === tree.manager.id;
  if (!account || !isSeat || !isBelow) throw permissionDenied();
  if (account.status !== "ENABLED")
    throw new Refusal(403, {
      errorCode: { authorizationError: "CUSTOMER_NOT_ENABLED" },
      message: "The customer account can't be accessed because it is not yet enabled or has been deactivated.",
    });
  return account;
}

export function permissionDenied(): Refusal {
  return new Refusal(403, {
    errorCode: { authorizationError: "USER_PERMISSION_DENIED" },
    message:
      "User doesn't have permission to access customer. Note: If you're accessing a client customer, the manager's customer id must be set in the 'login-customer-id' header. See https://developers.google.com/google-ads/api/docs/concepts/call-structure#cid",
  });
}
