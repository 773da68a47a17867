import { AppError, errorKind, errorMessage } from "../../../functions/lib/errors.ts";
import type { ApiSource, SourceAccount } from "../../../functions/sources/source.ts";
import { type Check, fail, ok, warn } from "./check.ts";

const LIMIT_MS = 60_000;

/** Asks each source that settings name for its accounts: proves the credential, and lists what it cannot reach. */
export async function checkSources(sources: readonly ApiSource[], only: string | undefined): Promise<readonly Check[]> {
  const chosen = sources.filter(({ name }) => only === undefined || name === only);
  if (only !== undefined && chosen.length === 0)
    return [fail(only, "settings", "settings name no such source", "see sources in settings.example.yaml")];
  return (await Promise.all(chosen.map(checkSource))).flat();
}

async function checkSource(source: ApiSource): Promise<readonly Check[]> {
  try {
    const accounts = await source.discover(AbortSignal.timeout(LIMIT_MS));
    if (accounts.length === 0)
      return [fail(source.name, "auth", "the credential reaches no account", "give it access to the account")];
    return accounts.map((account) => checkAccount(source.name, account));
  } catch (error) {
    const kind = errorKind(error);
    const isUnreached = kind === "transient";
    const fix =
      (error instanceof AppError ? error.fix : undefined) ??
      (isUnreached
        ? "check this machine's network and proxy, then try again"
        : `check sources.${source.name} in settings`);
    return [fail(source.name, kind, `${isUnreached ? "not reached: " : ""}${errorMessage(error)}`, fix)];
  }
}

function checkAccount(source: string, account: SourceAccount): Check {
  const { accountId, name, currencyCode, timeZone, problem } = account;
  const check = `${source} ${accountId}`;
  if (problem !== null) return fail(check, problem.kind, problem.message, problem.fix);
  const facts = [name, currencyCode, timeZone].filter((fact) => fact !== null).join(", ");
  if (timeZone === null) return warn(check, `${facts}; no time zone`, "its days are taken in UTC");
  return ok(check, facts);
}
