import type { Market } from "../../market/market.ts";
import type { Fault } from "../faults.ts";
import type { SandboxReply, SandboxRequest } from "../serve.ts";
import { accountDetails, owners, pipelines, properties } from "./catalogue.ts";
import { type HubspotObject, objectNamed } from "./properties.ts";
import { associations, batchRead, list, type Reading } from "./reads.ts";
import { createBook } from "./records.ts";
import { invalid, json } from "./replies.ts";
import { readBody, searchBody } from "./requests.ts";
import type { Route } from "./routes.ts";
import { SEARCH_LIMITS, search } from "./search.ts";

export interface AnswerOptions {
  readonly market: Market;
  readonly nowMs: () => number;
  readonly searchLagMs: number;
  readonly searchRows: number;
  readonly associationsPerPage: number;
}

/** Answers requests that are let in. A fault inside an answer is made here. */
export function createAnswers(
  options: AnswerOptions,
): (request: SandboxRequest, route: Route, fault: Fault | null) => SandboxReply {
  const { market, nowMs, searchLagMs, searchRows, associationsPerPage } = options;
  const book = createBook(market);
  const startedMs = Date.parse(`${market.firstDay}T00:00:00Z`);

  const searched = (object: HubspotObject, request: SandboxRequest, of: Reading): SandboxReply => {
    if (request.body.length > SEARCH_LIMITS.bodyCharacters)
      return invalid(`The request body is longer than ${SEARCH_LIMITS.bodyCharacters} characters`);
    const read = readBody(request, searchBody);
    if ("refusal" in read) return read.refusal;
    const index = { book, observedMs: of.observedMs, lagMs: searchLagMs, queryRows: searchRows };
    return search(object, read.body, index, of.fault === "duplicate_page");
  };

  return (request, { operation, names }, fault) => {
    if (operation === "owners") return owners(market, startedMs);
    if (operation === "account") return accountDetails();
    if (operation === "unknown") return json({ status: "error", message: "resource not found" }, 404);
    const [object, to] = names.map(objectNamed);
    if (object === undefined) return invalid(`Unable to infer object type from: ${names[0]}`);
    const inside = fault === "embedded_error" || fault === "duplicate_page" ? fault : null;
    const reading: Reading = { book, observedMs: nowMs(), fault: inside };
    switch (operation) {
      case "search":
        return searched(object, request, reading);
      case "batch_read":
        return batchRead(object, request, reading);
      case "list":
        return list(object, request, reading);
      case "associations":
        if (to === undefined) return invalid(`Unable to infer object type from: ${names[1]}`);
        return associations(object, to, request, reading, associationsPerPage);
      case "properties":
        return properties(object);
      case "pipelines":
        return pipelines(object, startedMs);
    }
  };
}
