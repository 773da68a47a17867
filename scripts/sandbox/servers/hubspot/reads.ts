import type { SandboxReply, SandboxRequest } from "../serve.ts";
import { objectJson } from "./object-json.ts";
import { DEFAULT_PROPERTIES, type HubspotObject } from "./properties.ts";
import { type HubspotBook, isLive } from "./records.ts";
import { instant, invalid, json } from "./replies.ts";
import { associationsBody, batchReadBody, readBody } from "./requests.ts";

/** Most ids of a request. */
export const READ_LIMITS = { batch: 100, batchWithHistory: 50, list: 100, listWithHistory: 50, associations: 1000 };

/** Association types HubSpot defines: the plain one, and the primary one between people or deals and companies. */
const TYPES: Readonly<Record<string, readonly { readonly typeId: number; readonly label: string | null }[]>> = {
  "contacts deals": [{ typeId: 4, label: null }],
  "deals contacts": [{ typeId: 3, label: null }],
  "contacts companies": [
    { typeId: 1, label: "Primary" },
    { typeId: 279, label: null },
  ],
  "companies contacts": [
    { typeId: 2, label: "Primary" },
    { typeId: 280, label: null },
  ],
  "deals companies": [
    { typeId: 5, label: "Primary" },
    { typeId: 341, label: null },
  ],
  "companies deals": [
    { typeId: 6, label: "Primary" },
    { typeId: 342, label: null },
  ],
};

export interface Reading {
  readonly book: HubspotBook;
  readonly observedMs: number;
  /** A fault: the last id of a batch fails inside an answer that succeeds; a list answers the page before. */
  readonly fault: "embedded_error" | "duplicate_page" | null;
}

/** `POST /crm/v3/objects/{object}/batch/read`: 200, or 207 where some ids could not be read. */
export function batchRead(object: HubspotObject, request: SandboxRequest, reading: Reading): SandboxReply {
  const read = readBody(request, batchReadBody);
  if ("refusal" in read) return read.refusal;
  const { inputs, properties, propertiesWithHistory, idProperty } = read.body;
  const most = propertiesWithHistory.length > 0 ? READ_LIMITS.batchWithHistory : READ_LIMITS.batch;
  if (inputs.length === 0 || inputs.length > most)
    return invalid(`The number of inputs must be between 1 and ${most}, got ${inputs.length}`);
  if (idProperty !== undefined) return invalid(`Property "${idProperty}" is not a unique identifier`);
  const { book, observedMs, fault } = reading;
  const wantsArchived = request.url.searchParams.get("archived") === "true";
  const ids = [...new Set(inputs.map(({ id }) => id))];
  const records = (fault === "embedded_error" ? ids.slice(0, -1) : ids).flatMap((id) => {
    const record = book.record(object, id, observedMs);
    return record && record.isArchived === wantsArchived ? [{ id, record }] : [];
  });
  const found = new Set(records.map(({ id }) => id));
  const missing = ids.filter((id) => !found.has(id));
  const names = properties.length + propertiesWithHistory.length > 0 ? properties : DEFAULT_PROPERTIES[object];
  const results = [...new Map(records.map(({ record }) => [record.id, record])).values()].map((record) =>
    objectJson(object, record, names, propertiesWithHistory),
  );
  const kind = object === "companies" ? "COMPANY" : object.slice(0, -1).toUpperCase();
  return multiStatus(observedMs, results, [
    ...(missing.length === 0
      ? []
      : [
          {
            status: "error",
            category: "OBJECT_NOT_FOUND",
            message: `Could not get some ${kind} objects, they may be deleted or not exist. Check that ids are valid.`,
            context: { ids: missing },
          },
        ]),
  ]);
}

/** `GET /crm/v3/objects/{object}`: by id, live or archived records. */
export function list(object: HubspotObject, { url }: SandboxRequest, reading: Reading): SandboxReply {
  const { book, observedMs, fault } = reading;
  const names = (key: string): readonly string[] => url.searchParams.getAll(key).flatMap((value) => value.split(","));
  const history = names("propertiesWithHistory");
  const most = history.length > 0 ? READ_LIMITS.listWithHistory : READ_LIMITS.list;
  const limit = Number(url.searchParams.get("limit") ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) return invalid(`limit must be between 1 and ${most}`);
  const after = url.searchParams.get("after");
  if (after !== null && !/^\d+$/.test(after)) return invalid(`after is not a cursor: ${after}`);
  const wantsArchived = url.searchParams.get("archived") === "true";
  const records = book
    .records(object, observedMs)
    .filter((record) => (wantsArchived ? record.isArchived : isLive(record)))
    .sort((a, b) => Number(a.id) - Number(b.id));
  const start = after === null ? 0 : records.findIndex(({ id }) => Number(id) >= Number(after));
  const from = start < 0 ? records.length : start;
  const first = fault === "duplicate_page" ? Math.max(0, from - limit) : from;
  const next = records[from + limit];
  const properties = names("properties");
  return json({
    results: records
      .slice(first, first + limit)
      .map((record) =>
        objectJson(object, record, properties.length > 0 ? properties : DEFAULT_PROPERTIES[object], history),
      ),
    ...(next === undefined
      ? {}
      : { paging: { next: { after: next.id, link: `${url.origin}${url.pathname}?after=${next.id}` } } }),
  });
}

/** `POST /crm/v4/associations/{from}/{to}/batch/read`; a record without any is an error entry, not an empty list. */
export function associations(
  from: HubspotObject,
  to: HubspotObject,
  request: SandboxRequest,
  { book, observedMs }: Reading,
  pageSize: number,
): SandboxReply {
  const read = readBody(request, associationsBody);
  if ("refusal" in read) return read.refusal;
  const { inputs } = read.body;
  if (inputs.length === 0 || inputs.length > READ_LIMITS.associations)
    return invalid(`The number of inputs must be between 1 and ${READ_LIMITS.associations}, got ${inputs.length}`);
  const types = (TYPES[`${from} ${to}`] ?? []).map((type) => ({ category: "HUBSPOT_DEFINED", ...type }));
  if (types.length === 0) return invalid(`No association types are defined between ${from} and ${to}`);
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const { id, after } of inputs) {
    const ids = isLive(book.record(from, id, observedMs)) ? book.associated(from, id, to, observedMs) : [];
    if (ids.length === 0) {
      errors.push({
        status: "error",
        category: "OBJECT_NOT_FOUND",
        subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
        message: `No ${to} is associated with ${from} ${id}.`,
        context: { fromObjectId: [id] },
      });
      continue;
    }
    const start = Number(after ?? 0);
    const next = start + pageSize;
    results.push({
      from: { id },
      to: ids.slice(start, next).map((toObjectId) => ({ toObjectId, associationTypes: types })),
      ...(next < ids.length ? { paging: { next: { after: String(next), link: `?after=${next}` } } } : {}),
    });
  }
  return multiStatus(observedMs, results, errors);
}

function multiStatus(observedMs: number, results: readonly unknown[], errors: readonly unknown[]): SandboxReply {
  const at = instant(observedMs);
  return json(
    {
      status: "COMPLETE",
      results,
      startedAt: at,
      completedAt: at,
      ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    },
    errors.length > 0 ? 207 : 200,
  );
}
