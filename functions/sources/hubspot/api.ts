import type { z } from "zod";
import { AppError } from "../../lib/errors.ts";
import { egressFor } from "../../lib/http/egress.ts";
import { createHttp, type HttpAnswer } from "../../lib/http/http.ts";
import { createLimiter } from "../../lib/http/limiter.ts";
import type { TokenSource } from "../../lib/http/token-source.ts";
import type { SourceDependencies } from "../source.ts";
import { classifyHubspot, explained } from "./errors.ts";
import { failureBody } from "./schema.ts";
import type { HubspotSettings } from "./settings.ts";

const BASE_URL = "https://api.hubapi.com";

export interface HubspotApi {
  get<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  post<T>(path: string, body: unknown, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** Requests sent since it was last asked, those tried again too, and what HubSpot last said of the day's limit. */
  takeUsage(): { readonly calls: number; readonly dailyLimit: number | null; readonly dailyRemaining: number | null };
}

/** Requests with the private app's token, answers checked against their schema. */
export function createHubspotApi(settings: HubspotSettings, dependencies: SourceDependencies): HubspotApi {
  const base = (settings.base_url ?? BASE_URL).replace(/\/$/, "");
  const { clock, sleep, random, timeouts } = dependencies;
  const limiter = createLimiter(settings.requests_per_second, () => clock.now().getTime(), sleep);
  let calls = 0;
  const http = createHttp({
    rules: egressFor(settings.base_url, [new URL(BASE_URL).hostname]),
    clock,
    sleep,
    random,
    limiter: {
      turn: async (signal) => {
        await limiter.turn(signal);
        calls += 1;
      },
    },
    classify: classifyHubspot,
    auth: staticToken(() => dependencies.secret(settings.access_token)),
    ...(timeouts === undefined ? {} : { totalTimeoutMs: timeouts.totalMs, idleTimeoutMs: timeouts.idleMs }),
  });
  let daily: { readonly limit: number | null; readonly remaining: number | null } = { limit: null, remaining: null };
  async function call<T>(path: string, body: unknown, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const request =
      body === undefined
        ? { url: base + path, signal }
        : {
            method: "POST" as const,
            url: base + path,
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body),
            signal,
          };
    const answer = await http.text(request).catch((error: unknown) => {
      throw explained(error);
    });
    daily = {
      limit: numberOf(answer.headers["x-hubspot-ratelimit-daily"]) ?? daily.limit,
      remaining: numberOf(answer.headers["x-hubspot-ratelimit-daily-remaining"]) ?? daily.remaining,
    };
    return checked(path, answer, schema);
  }
  return {
    get: (path, schema, signal) => call(path, undefined, schema, signal),
    post: (path, body, schema, signal) => call(path, body, schema, signal),
    takeUsage: () => {
      const usage = { calls, dailyLimit: daily.limit, dailyRemaining: daily.remaining };
      calls = 0;
      return usage;
    },
  };
}

/** A refusal inside an answer that says success, or a body of another shape, is no answer. */
function checked<T>(path: string, answer: HttpAnswer, schema: z.ZodType<T>): T {
  const where = path.split("?", 1)[0] ?? path;
  let body: unknown;
  try {
    body = JSON.parse(answer.text);
  } catch {
    // The parser's message quotes the text, which may hold contacts.
    throw new AppError(`expected JSON, got ${answer.text.length} characters that are none`, {
      kind: "transient",
      where,
    });
  }
  const refusal = failureBody.safeParse(body);
  if (refusal.success)
    throw new AppError(
      `HubSpot answered ${answer.status} with an error inside (${refusal.data.category ?? "unnamed"})`,
      {
        kind: refusal.data.policyName === "DAILY" ? "quota" : "transient",
        where,
      },
    );
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(`expected ${where} as HubSpot documents it, got ${issue?.code} at ${issue?.path.join(".")}`, {
    kind: "data",
    where,
    fix: "the API changed: this version of the source cannot read it",
  });
}

/** A private app's token never expires by itself: a refused one is sent once more, then it is a matter for a person. */
function staticToken(read: () => string): TokenSource {
  return { token: async () => read(), refresh: async () => read() };
}

function numberOf(header: string | undefined): number | null {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : null;
}
