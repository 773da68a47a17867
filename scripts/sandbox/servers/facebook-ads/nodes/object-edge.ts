import { selectFields, selectionOf } from "../graph/field-selection.ts";
import { asksForDeleted, checkStatuses, type Filter, fulfils, readFilters } from "../graph/filters.ts";
import { type GraphRequest, listParam } from "../graph/graph-request.ts";
import { type Page, type PageOptions, pageOf } from "../graph/page.ts";
import { adNode } from "./ad-node.ts";
import { adSetNode } from "./ad-set-node.ts";
import { campaignNode } from "./campaign-node.ts";
import { creativeNode } from "./creative-node.ts";
import { effectiveStatus, type GraphObject, objectCreatedMs } from "./world.ts";

/** Edges that list objects, and the kind each lists. */
export const OBJECT_EDGES: Readonly<Record<string, GraphObject["kind"]>> = {
  campaigns: "campaign",
  adsets: "adset",
  ads: "ad",
  adcreatives: "creative",
};

/** Fields that each kind can be filtered by. */
const FILTER_FIELDS: Readonly<Record<GraphObject["kind"], readonly string[]>> = {
  campaign: ["id", "campaign.id", "effective_status", "campaign.effective_status"],
  adset: ["id", "adset.id", "campaign.id", "effective_status", "adset.effective_status"],
  ad: ["id", "ad.id", "adset.id", "campaign.id", "effective_status", "ad.effective_status"],
  creative: ["id"],
};

/** A page of objects, newest last. Deleted ones only when a filter asks for the status. */
export function objectPage(
  candidates: readonly GraphObject[],
  kind: GraphObject["kind"],
  request: GraphRequest,
  atMs: number,
  options: PageOptions,
): Page {
  const statuses = listParam(request, "effective_status");
  checkStatuses(statuses ?? [], "effective_status");
  const filters: readonly Filter[] = [
    ...readFilters(request, (field) => FILTER_FIELDS[kind].includes(field)),
    ...(statuses ? [{ field: "effective_status", operator: "IN", values: statuses }] : []),
  ];
  const showsDeleted = asksForDeleted(filters);
  const listed = candidates.filter((object) => {
    if (object.kind !== kind || objectCreatedMs(object) > atMs) return false;
    if (object.kind !== "creative" && !showsDeleted && effectiveStatus(object, atMs) === "DELETED") return false;
    return filters.every((filter) => fulfils(filter, filteredText(object, kind, filter.field, atMs)));
  });
  return pageOf(listed, request, (object) => showObject(object, request, atMs), options);
}

/** An object with the fields that were asked for. */
export function showObject(
  object: GraphObject,
  request: GraphRequest,
  atMs: number,
): Readonly<Record<string, unknown>> {
  const selection = selectionOf(request);
  switch (object.kind) {
    case "campaign":
      return selectFields({ object, atMs }, campaignNode, selection);
    case "adset":
      return selectFields({ object, atMs }, adSetNode, selection);
    case "ad":
      return selectFields({ object, atMs }, adNode, selection);
    case "creative":
      return selectFields({ object, atMs }, creativeNode, selection);
  }
}

/** What a filter's field says of an object: `id`, `campaign.id`, `effective_status`, `adset.effective_status` … */
function filteredText(object: GraphObject, kind: GraphObject["kind"], field: string, atMs: number): string {
  const [owner, name] = field.includes(".") ? field.split(".") : [kind, field];
  if (name === "effective_status" && object.kind !== "creative") return effectiveStatus(object, atMs);
  if (owner === "campaign") return object.campaign.id;
  return owner === "adset" && "adSet" in object ? object.adSet.id : object.id;
}
