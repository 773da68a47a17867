import { AppError } from "../../lib/errors.ts";

const MAX_TRIES = 5;

/**
 * Publishes; where somebody else published the same slices in the meantime, looks again and publishes what is still
 * newer. Work that a later attempt has taken stays refused.
 */
export async function publishAgainWhenFenced<T>(publish: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await publish();
    } catch (error) {
      if (!isFenced(error) || tries >= MAX_TRIES) throw error;
    }
  }
}

export function isFenced(error: unknown): boolean {
  return error instanceof AppError && (error as { readonly reason?: unknown }).reason === "fenced";
}
