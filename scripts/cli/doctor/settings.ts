import { environment } from "../../../functions/config/environment.ts";
import { loadSettings, resolveSecret } from "../../../functions/config/load-settings.ts";
import type { Settings } from "../../../functions/config/settings.ts";
import { AppError, errorMessage } from "../../../functions/lib/errors.ts";
import { type Check, fail, ok, warn } from "./check.ts";

/** The settings, where they can be read at all, and what there is to say about them. */
export async function checkSettings(
  file: string | null,
): Promise<{ readonly checks: readonly Check[]; readonly settings: Settings | null }> {
  try {
    const settings = await loadSettings(file, environment);
    if (settings.privacy.pepper !== undefined) resolveSecret(settings.privacy.pepper, environment);
    return { checks: [ok("settings", file ?? "built-in defaults"), ...checkDefaults(settings)], settings };
  } catch (error) {
    const fix = (error instanceof AppError ? error.fix : undefined) ?? "correct the lines named";
    return { checks: [fail("settings", "settings", errorMessage(error), fix)], settings: null };
  }
}

function checkDefaults(settings: Settings): readonly Check[] {
  const { currency } = settings.sources.files;
  return [
    currency === undefined
      ? warn(
          "currency",
          "files that name no currency load as XXX",
          "set sources.files.currency, or import with --currency",
        )
      : ok("currency", currency),
    settings.time_zone === undefined
      ? warn(
          "time zone",
          "days of files that name no zone are taken in UTC",
          "set time_zone, or import with --time-zone",
        )
      : ok("time zone", settings.time_zone),
  ];
}
