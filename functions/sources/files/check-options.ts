import { AppError } from "../../lib/errors.ts";
import type { ParseOptions } from "./parse-options.ts";
import { isCurrencyCode } from "./recognise/header.ts";

/** Throws a settings error where a flag names a currency or a zone that does not exist. */
export function checkOptions({ currency, timeZone }: ParseOptions): void {
  if (currency !== undefined && !isCurrencyCode(currency)) {
    throw new AppError(`expected an ISO 4217 code, got "${currency}"`, {
      kind: "settings",
      where: "--currency",
      fix: "write three capitals, for example --currency EUR",
    });
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new AppError(`expected an IANA time zone, got "${timeZone}"`, {
      kind: "settings",
      where: "--time-zone",
      fix: "write a place, for example --time-zone Europe/Berlin",
    });
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
