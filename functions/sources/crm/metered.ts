/** The same items; `tell` runs once at the end, also where the reading failed or was left. */
export async function* metered<T>(items: AsyncIterable<T>, tell: () => void): AsyncGenerator<T> {
  try {
    yield* items;
  } finally {
    tell();
  }
}
