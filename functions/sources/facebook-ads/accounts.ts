import { AppError, errorKind, errorMessage } from "../../lib/errors.ts";
import type { SourceAccount } from "../source.ts";
import { GraphError } from "./errors.ts";
import { ACCOUNT_FIELDS } from "./fields.ts";
import type { Graph } from "./graph/graph.ts";
import { type GraphObject, pagesOf } from "./graph/pages.ts";
import { accountObject } from "./schema.ts";

const PAGE_ACCOUNTS = 100;
const fields = ACCOUNT_FIELDS.join(",");

/**
 * The accounts that settings name, or all that the token reaches. One that it may not read is listed with its problem.
 * Throws where the token itself is refused, or Facebook cannot be reached.
 */
export async function discoverAccounts(
  graph: Graph,
  accountIds: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<readonly SourceAccount[]> {
  if (accountIds !== undefined) return Promise.all(accountIds.map((id) => namedAccount(graph, id, signal)));
  const path = "me/adaccounts";
  const found = new Map<string, SourceAccount>();
  const call = (more: object) => graph.call({ path, params: { fields, ...more }, signal });
  for await (const page of pagesOf(call, path, PAGE_ACCOUNTS))
    for (const object of page) {
      const account = accountOf(object, path);
      found.set(account.accountId, account);
    }
  return [...found.values()];
}

async function namedAccount(graph: Graph, accountId: string, signal: AbortSignal): Promise<SourceAccount> {
  const path = `act_${accountId}`;
  try {
    return accountOf(await graph.call({ path, params: { fields }, signal }), path);
  } catch (error) {
    if (!(error instanceof GraphError) || !["permission", "not_visible"].includes(error.graphClass)) throw error;
    const problem = { kind: errorKind(error), message: errorMessage(error), fix: error.fix ?? "" };
    return { accountId, name: null, currencyCode: null, timeZone: null, via: null, problem };
  }
}

function accountOf(object: GraphObject, where: string): SourceAccount {
  const { data, error } = accountObject.safeParse(object);
  if (error !== undefined)
    throw new AppError(`expected an ad account, got ${error.issues[0]?.path.join(".")}: ${error.issues[0]?.message}`, {
      kind: "data",
      where,
    });
  return {
    accountId: data.account_id,
    name: data.name ?? null,
    currencyCode: data.currency ?? null,
    timeZone: data.timezone_name ?? null,
    via: null,
    problem: null,
  };
}
