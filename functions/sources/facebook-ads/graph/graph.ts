import { createHmac } from "node:crypto";
import type { EgressRules } from "../../../lib/http/egress.ts";
import { createHttp, type Http } from "../../../lib/http/http.ts";
import { HttpError } from "../../../lib/http/http-error.ts";
import { createLimiter } from "../../../lib/http/limiter.ts";
import { redactText } from "../../../lib/http/redact.ts";
import type { SourceDependencies } from "../../source.ts";
import { GraphError } from "../errors.ts";
import { GRAPH_VERSION } from "../version.ts";
import { type GraphAnswer, readAnswer, readFailure } from "./graph-answer.ts";
import { nextGraphDelayMs } from "./graph-retry.ts";

export interface GraphCall {
  readonly method?: "GET" | "POST";
  /** `act_1/insights`, without version. */
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  /** The object was made just now: not finding it is tried again. */
  readonly isFresh?: boolean;
  /** Waits until the account may be asked. */
  readonly before?: () => Promise<void>;
  /** Told the headers of each answer, good or bad. */
  readonly observe?: (headers: Readonly<Record<string, string>>) => void;
}

/** Graph as the readers see it: an object of JSON, or a GraphError. */
export interface Graph {
  call(call: GraphCall): Promise<GraphAnswer>;
  /** Text of Graph without the secrets of this client and whatever looks like one: for all that is kept or shown. */
  hide(text: string): string;
}

export interface GraphOptions {
  readonly baseUrl: string;
  readonly rules: EgressRules;
  readonly accessToken: string;
  readonly appSecret: string | undefined;
  readonly requestsPerSecond: number;
  readonly dependencies: SourceDependencies;
}

/**
 * Calls Graph. Token and proof go as parameters, as Meta documents it: in the body of a POST, in the URL of a GET, and in no error.
 * Tries again by the class of the error; Meta's own client does neither that nor end a call that hangs (README.md).
 */
export function createGraph(options: GraphOptions): Graph {
  const { accessToken, appSecret, dependencies } = options;
  const { clock, sleep, random, timeouts } = dependencies;
  const proof = appSecret === undefined ? undefined : appSecretProof(accessToken, appSecret);
  const hide = redactor([accessToken, appSecret, proof]);
  const http = createHttp({
    rules: options.rules,
    clock,
    sleep,
    random,
    limiter: createLimiter(options.requestsPerSecond, () => clock.now().getTime(), sleep),
    retry: { attempts: 1, baseDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0 },
    ...(timeouts === undefined ? {} : { totalTimeoutMs: timeouts.totalMs, idleTimeoutMs: timeouts.idleMs }),
  });
  const secrets = { access_token: accessToken, ...(proof === undefined ? {} : { appsecret_proof: proof }) };
  return {
    hide,
    call: async (call) => {
      for (let attempt = 1; ; attempt += 1) {
        await call.before?.();
        try {
          return await once(http, options.baseUrl, call, secrets);
        } catch (error) {
          call.signal.throwIfAborted();
          const failure = error instanceof HttpError ? readFailure(error) : error;
          if (!(failure instanceof GraphError)) throw failure;
          const safe = failure.withText(hide);
          const next = nextGraphDelayMs(safe, attempt, call.isFresh === true, random);
          if (next instanceof GraphError) throw next;
          await sleep(next, call.signal);
        }
      }
    },
  };
}

async function once(
  http: Http,
  baseUrl: string,
  call: GraphCall,
  secrets: Readonly<Record<string, string>>,
): Promise<GraphAnswer> {
  const url = new URL(`${baseUrl.replace(/\/$/, "")}/${GRAPH_VERSION}/${call.path}`);
  const params = formOf({ ...call.params, ...secrets });
  const isPost = call.method === "POST";
  if (!isPost) url.search = params.toString();
  const where = `${call.method ?? "GET"} /${GRAPH_VERSION}/${call.path}`;
  try {
    const answer = await http.text({
      url: url.href,
      signal: call.signal,
      ...(isPost
        ? {
            method: "POST" as const,
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: params.toString(),
          }
        : {}),
    });
    call.observe?.(answer.headers);
    return readAnswer(answer, where);
  } catch (error) {
    if (error instanceof HttpError) call.observe?.(error.headers);
    throw error;
  }
}

/** Lists and objects as JSON text, the rest as it is. */
function formOf(params: Readonly<Record<string, unknown>>): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return form;
}

/** Hex HMAC-SHA-256 of the token under the app's secret: proves that the call comes from the app's own server. */
function appSecretProof(accessToken: string, appSecret: string): string {
  return createHmac("sha256", appSecret).update(accessToken).digest("hex");
}

/** Takes the very secrets of this client out of a text, whatever they look like, and everything that looks like one. */
function redactor(secrets: readonly (string | undefined)[]): (text: string) => string {
  const known = secrets.filter((secret) => secret !== undefined && secret !== "") as readonly string[];
  return (text) => redactText(known.reduce((clean, secret) => clean.replaceAll(secret, "[redacted]"), text));
}
