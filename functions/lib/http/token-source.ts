/** A bearer token that can be renewed. */
export interface TokenSource {
  token(signal: AbortSignal): Promise<string>;
  /** A token other than the one that was refused; concurrent callers share one renewal. */
  refresh(refused: string, signal: AbortSignal): Promise<string>;
}

/** Keeps the token that `fetchToken` gives until it expires or is refused; one request at a time. */
export function cachedToken(
  fetchToken: (signal: AbortSignal) => Promise<{ readonly token: string; readonly expiresAtMs: number }>,
  nowMs: () => number,
): TokenSource {
  let current: { readonly token: string; readonly expiresAtMs: number } | undefined;
  let pending: Promise<string> | undefined;
  const renew = (signal: AbortSignal): Promise<string> => {
    pending ??= fetchToken(signal)
      .then((fresh) => {
        current = fresh;
        return fresh.token;
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  };
  return {
    token: (signal) =>
      current !== undefined && current.expiresAtMs > nowMs() ? Promise.resolve(current.token) : renew(signal),
    refresh: (refused, signal) =>
      current !== undefined && current.token !== refused ? Promise.resolve(current.token) : renew(signal),
  };
}
