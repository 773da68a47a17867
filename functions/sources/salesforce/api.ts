import type { z } from "zod";
import { AppError } from "../../lib/errors.ts";
import { egressFor } from "../../lib/http/egress.ts";
import { createHttp } from "../../lib/http/http.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { createLimiter } from "../../lib/http/limiter.ts";
import type { SourceDependencies } from "../source.ts";
import { classifySalesforce, explained, kindOfCode } from "./errors.ts";
import { describeAnswer, failureList, parseExact, type SalesforceField } from "./schema.ts";
import { createSession } from "./session.ts";
import type { SalesforceSettings } from "./settings.ts";

/** The one version that is spoken. */
const VERSION = "v67.0";
const VENDOR_HOSTS = [".salesforce.com", ".force.com"];

export interface SalesforceApi {
  /** A path below the version (`queryAll?q=…`), or one from the root (`/services/…`, as `nextRecordsUrl` gives it). */
  get<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** Fields of an object that the user may see; null where there is no such object for them. Asked once. */
  describe(object: string, signal: AbortSignal): Promise<readonly SalesforceField[] | null>;
  /** Requests sent since it was last asked, the login and those tried again too, and what the organisation last said of its 24 hours. */
  takeUsage(): { readonly calls: number; readonly used: number | null; readonly limit: number | null };
}

/** Requests to one organisation, answers checked against their schema. */
export function createSalesforceApi(settings: SalesforceSettings, dependencies: SourceDependencies): SalesforceApi {
  const { clock, sleep, random, timeouts } = dependencies;
  const limiter = createLimiter(settings.requests_per_second, () => clock.now().getTime(), sleep);
  let calls = 0;
  const options = {
    rules: egressFor(settings.login_url, VENDOR_HOSTS),
    clock,
    sleep,
    random,
    limiter: {
      turn: async (signal?: AbortSignal) => {
        await limiter.turn(signal);
        calls += 1;
      },
    },
    classify: classifySalesforce,
    ...(timeouts === undefined ? {} : { totalTimeoutMs: timeouts.totalMs, idleTimeoutMs: timeouts.idleMs }),
  };
  const session = createSession(settings, dependencies, options);
  const http = createHttp({ ...options, auth: session.tokens });
  const described = new Map<string, readonly SalesforceField[] | null>();
  let limits: { readonly used: number | null; readonly limit: number | null } = { used: null, limit: null };
  async function get<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const origin = await session.origin(signal);
    const url = new URL(path.startsWith("/") ? path : `/services/data/${VERSION}/${path}`, origin);
    if (url.origin !== origin)
      throw new AppError(`expected the next page at ${origin}, got another host`, {
        kind: "bug",
        where: "nextRecordsUrl",
      });
    const answer = await http.text({ url: url.href, signal }).catch((error: unknown) => {
      throw explained(error);
    });
    const [, used, limit] = /api-usage=(\d+)\/(\d+)/.exec(answer.headers["sforce-limit-info"] ?? "") ?? [];
    if (used !== undefined) limits = { used: Number(used), limit: Number(limit) };
    return checked(url.pathname, answer.text, schema);
  }
  return {
    get,
    describe: async (object, signal) => {
      const known = described.get(object);
      if (known !== undefined) return known;
      const fields = await get(`sobjects/${object}/describe`, describeAnswer, signal).then(
        (answer) => answer.fields,
        (error: unknown) => {
          if (error instanceof HttpError && error.status === 404) return null;
          throw error;
        },
      );
      described.set(object, fields);
      return fields;
    },
    takeUsage: () => {
      const usage = { calls, ...limits };
      calls = 0;
      return usage;
    },
  };
}

/** A refusal inside an answer that says success, or a body of another shape, is no answer. */
function checked<T>(where: string, text: string, schema: z.ZodType<T>): T {
  let body: unknown;
  try {
    body = parseExact(text);
  } catch {
    // The parser's message quotes the text, which may hold contacts.
    throw new AppError(`expected JSON, got ${text.length} characters that are none`, { kind: "transient", where });
  }
  const [failure] = failureList.safeParse(body).data ?? [];
  if (failure !== undefined)
    throw new AppError(`Salesforce answered with an error inside (${failure.errorCode})`, {
      kind: kindOfCode(failure.errorCode, failure.message) ?? "transient",
      where,
    });
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(`expected ${where} as Salesforce documents it, got ${issue?.code} at ${issue?.path.join(".")}`, {
    kind: "data",
    where,
    fix: "the API changed: this version of the source cannot read it",
  });
}
