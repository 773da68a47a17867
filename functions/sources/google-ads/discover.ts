import { AppError } from "../../lib/errors.ts";
import type { SourceAccount, SourceProblem } from "../source.ts";
import type { GoogleAdsApi } from "./api.ts";
import { GoogleAdsError } from "./errors.ts";
import { type CustomerClient, customerClientSchema } from "./schema.ts";

export interface DiscoverOptions {
  readonly api: GoogleAdsApi;
  /** Only these; an account that is named and not reached is listed with its problem. */
  readonly customerIds: readonly string[] | undefined;
  /** The one manager to go through. */
  readonly loginCustomerId: string | undefined;
}

const CLIENT_FIELDS = ["id", "level", "manager", "status", "descriptive_name", "currency_code", "time_zone"];

/** Ad accounts below every root that the credential reaches, each once. Managers spend nothing and are left out. */
export async function discoverAccounts(
  { api, customerIds, loginCustomerId }: DiscoverOptions,
  signal: AbortSignal,
): Promise<readonly SourceAccount[]> {
  const roots = loginCustomerId === undefined ? await api.accessibleCustomers(signal) : [loginCustomerId];
  const found = new Map<string, SourceAccount>();
  for (const root of roots) {
    for (const account of await accountsBelow(api, root, loginCustomerId ?? null, signal)) {
      const known = found.get(account.accountId);
      if (known === undefined || (known.problem !== null && account.problem === null)) {
        found.set(account.accountId, account);
      }
    }
  }
  return customerIds === undefined
    ? [...found.values()]
    : [...new Set(customerIds)].map((id) => found.get(id) ?? unlisted(id, notReached(id)));
}

/** The root's tree; a root that is refused itself stands for it, with its problem. */
async function accountsBelow(
  api: GoogleAdsApi,
  root: string,
  loginCustomerId: string | null,
  signal: AbortSignal,
): Promise<readonly SourceAccount[]> {
  const accounts: SourceAccount[] = [];
  const query = { select: CLIENT_FIELDS.map((name) => `customer_client.${name}`), from: "customer_client", where: [] };
  try {
    for await (const { rows } of api.search({ customerId: root, loginCustomerId, query, signal })) {
      for (const row of rows) {
        const parsed = customerClientSchema.safeParse(row);
        if (!parsed.success) throw unreadable(parsed.error.issues[0]?.path.join("."));
        if (!parsed.data.customerClient.manager) accounts.push(accountOf(parsed.data.customerClient, root));
      }
    }
    return accounts;
  } catch (error) {
    const isOfAccount = error instanceof GoogleAdsError && error.refuses === "account";
    if (!isOfAccount || loginCustomerId !== null) throw error;
    return [unlisted(root, { kind: error.kind, message: error.message, fix: error.fix ?? "" })];
  }
}

function accountOf(client: CustomerClient, root: string): SourceAccount {
  return {
    accountId: client.id,
    name: client.descriptiveName ?? null,
    currencyCode: client.currencyCode ?? null,
    timeZone: client.timeZone ?? null,
    via: client.level === "0" ? null : root,
    problem: client.status === "ENABLED" ? null : notEnabled(client.status),
  };
}

function unlisted(accountId: string, problem: SourceProblem): SourceAccount {
  return { accountId, name: null, currencyCode: null, timeZone: null, via: null, problem };
}

function notEnabled(status: string): SourceProblem {
  return {
    kind: "auth",
    message: `expected an enabled account, got status ${status}`,
    fix: "reactivate the account in Google Ads, or name only the others in sources.google_ads.customer_ids",
  };
}

function notReached(customerId: string): SourceProblem {
  return {
    kind: "settings",
    message: `expected an ad account that the credential reaches, got ${customerId}, which is none`,
    fix: "check sources.google_ads.customer_ids (managers spend nothing and are not read), or give the signed-in user access in Google Ads, Admin, Access and security",
  };
}

function unreadable(field: string | undefined): AppError {
  return new AppError(`expected an account in every row of customer_client, got one with a wrong ${field ?? "shape"}`, {
    kind: "data",
    where: "customer_client",
  });
}
