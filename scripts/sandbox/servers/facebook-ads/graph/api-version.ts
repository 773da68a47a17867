import { GraphError } from "./graph-error.ts";

/** Version of the Marketing API that is spoken. */
export const API_VERSION = "v26.0";

const LAST_ENDED = 24;
const CURRENT = 26;

/** Headers of an answer by the version that was asked for: an older one that still lives is answered by the current one, with a warning. */
export function versionHeaders(version: string | null): Readonly<Record<string, string>> {
  const major = Number(/^v(\d+)\./.exec(version ?? "")?.[1] ?? Number.NaN);
  if (Number.isNaN(major) || major > CURRENT)
    throw new GraphError({ message: `Unknown path components: /${version ?? ""}`, code: 2500 });
  if (major <= LAST_ENDED)
    throw new GraphError({
      message: `(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: ${API_VERSION}.`,
      code: 2635,
    });
  const warning = `The call has been auto-upgraded to ${API_VERSION} as ${version} will be deprecated.`;
  return { "facebook-api-version": API_VERSION, ...(major < CURRENT ? { "x-ad-api-version-warning": warning } : {}) };
}
