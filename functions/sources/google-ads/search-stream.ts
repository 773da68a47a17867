import { createHash } from "node:crypto";
import type { Http } from "../../lib/http/http.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { safeUrl } from "../../lib/http/redact.ts";
import { failure } from "../../lib/http/transport.ts";
import { jsonOrNull } from "../json-or-null.ts";
import { answerParts } from "./answer-parts.ts";
import { embeddedError, googleAdsError } from "./errors.ts";
import { chunkSchema } from "./schema.ts";

export interface StreamRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Rows as they come; the fields that they answer are named once their chunk has ended. */
export interface SearchPart {
  readonly rows: readonly unknown[];
  readonly fieldMask: string | null;
}

/** One searchStream answer, asked for once. Ends normally only when it was complete; an `error` element in it throws. */
export async function* searchStream(
  http: Http,
  request: StreamRequest,
  secrets: readonly string[],
): AsyncGenerator<SearchPart> {
  const url = new URL(request.url);
  const broken = (reason: string): HttpError => failure("cut", url, reason);
  const { body, discard } = await http.stream({ method: "POST", ...request }).catch((error: unknown) => {
    throw error instanceof HttpError ? googleAdsError(error, secrets) : error;
  });
  const repeats = watchRepeats();
  try {
    for await (const { rows, rest } of answerParts(body, broken)) {
      repeats.add(rows);
      const chunk = rest === null ? null : chunkSchema.safeParse(jsonOrNull(rest));
      if (chunk?.success === false) throw broken("expected a chunk of results, got other JSON, or none");
      if (chunk?.data.error !== undefined) throw embeddedError(chunk.data.error, safeUrl(url), secrets);
      if (chunk !== null && repeats.isRepeated()) throw broken("expected each chunk once, got one again");
      yield { rows: rows.map((row) => jsonRow(row, broken)), fieldMask: chunk?.data.fieldMask ?? null };
    }
  } finally {
    discard();
  }
}

function jsonRow(text: string, broken: (reason: string) => Error): unknown {
  const row = jsonOrNull(text);
  if (row === null) throw broken("expected a row of JSON, got something else");
  return row;
}

/** A chunk whose rows were there before, byte by byte, would count them twice. */
function watchRepeats(): { add(rows: readonly string[]): void; isRepeated(): boolean } {
  const seen = new Set<string>();
  let sum = createHash("sha256");
  let isEmpty = true;
  return {
    add: (rows) => {
      for (const row of rows) sum.update(row);
      isEmpty &&= rows.length === 0;
    },
    isRepeated: () => {
      const digest = sum.digest("base64");
      const isKnown = !isEmpty && seen.has(digest);
      if (!isEmpty) seen.add(digest);
      sum = createHash("sha256");
      isEmpty = true;
      return isKnown;
    },
  };
}
