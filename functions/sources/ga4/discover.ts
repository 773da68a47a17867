import { AppError } from "../../lib/errors.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import type { SourceAccount } from "../source.ts";
import type { Ga4Api } from "./api.ts";

/** The properties that settings name, with currency and zone as a report of one day tells them. */
export async function discoverProperties(
  api: Ga4Api,
  propertyIds: readonly string[],
  /** A day that has begun everywhere. */
  day: string,
  signal: AbortSignal,
): Promise<readonly SourceAccount[]> {
  const accounts: SourceAccount[] = [];
  for (const propertyId of new Set(propertyIds)) accounts.push(await discover(api, propertyId, day, signal));
  return accounts;
}

async function discover(api: Ga4Api, propertyId: string, day: string, signal: AbortSignal): Promise<SourceAccount> {
  const unknown = { accountId: propertyId, name: null, currencyCode: null, timeZone: null, via: null };
  try {
    const request = { propertyId, dimensions: [], metrics: ["sessions"], day, limit: 1, offset: 0, signal };
    const { metadata } = await api.runReport(request);
    if (metadata.timeZone !== undefined)
      return {
        ...unknown,
        currencyCode: metadata.currencyCode ?? null,
        timeZone: metadata.timeZone,
        problem: null,
      };
    const fix = "check the reporting time zone in Google Analytics, Admin, Property details";
    return { ...unknown, problem: { kind: "data", message: "expected the property's time zone, got none", fix } };
  } catch (error) {
    if (!(error instanceof AppError) || !isOfProperty(error)) throw error;
    return { ...unknown, problem: { kind: error.kind, message: error.message, fix: error.fix ?? "" } };
  }
}

/** Whether another property may still be read: the credential was accepted, this property refused. */
function isOfProperty(error: AppError): boolean {
  return error instanceof HttpError && (error.status === 403 || error.status === 404);
}
