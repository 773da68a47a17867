import { AppError } from "../../lib/errors.ts";
import { type CrmField, type FieldKind, mayKeepField } from "../contacts/keep-field.ts";
import { type AttributionFields, resolveAttribution } from "../crm/attribution.ts";
import { checkNamedFields, namesAny } from "../crm/named-fields.ts";
import type { SourcePorts } from "../source.ts";
import type { SalesforceApi } from "./api.ts";
import { SALESFORCE_OBJECTS, type SalesforceReport, SYSTEM_FIELDS } from "./report.ts";
import type { SalesforceField } from "./schema.ts";
import type { SalesforceSettings } from "./settings.ts";

/** What is asked for of an object: typed columns, how the person came, and further fields that hold no contact. */
export interface AskedFields {
  readonly names: readonly string[];
  readonly attribution: AttributionFields;
  readonly kept: readonly CrmField[];
}

/** A query travels in its address, which may have some 16,000 characters. */
const MAX_QUERY_CHARACTERS = 12_000;
/** Bookkeeping of the record itself. */
const NOT_KEPT = /^(Created|LastModified|System|LastViewed|LastReferenced|CurrencyIsoCode|Is(Deleted|UnreadByOwner))/;

/**
 * Asks which fields the user may see, and picks. An object that is not there gives null; a field that settings name and no object has is an
 * error of settings; a typed field that is hidden is a finding, its column NULL.
 */
export async function askedFields(
  api: SalesforceApi,
  settings: SalesforceSettings,
  { object, typed }: SalesforceReport,
  ports: SourcePorts,
  signal: AbortSignal,
): Promise<AskedFields | null> {
  await checkNamed(api, settings, signal);
  const fields = await api.describe(object, signal);
  if (fields === null) return null;
  const there = new Map(fields.filter(({ name }) => /^[A-Za-z]\w*$/.test(name)).map((field) => [field.name, field]));
  const hidden = SYSTEM_FIELDS.filter((name) => !there.has(name));
  if (hidden.length > 0) throw notReadable(object, hidden);
  reportHidden(object, typed, there, ports);
  const attribution = object === "OpportunityContactRole" ? {} : resolveAttribution([...there.keys()], settings.fields);
  const core = [...SYSTEM_FIELDS, ...typed, ...Object.values(attribution)].filter(
    (name): name is string => name !== undefined && there.has(name),
  );
  const taken = new Set(core);
  const named = new Set([...settings.properties, ...settings.known_at_creation].map((name) => name.toLowerCase()));
  const kept =
    object === "OpportunityContactRole"
      ? []
      : [...there.values()]
          .filter(({ name }) => !taken.has(name))
          .filter((field) => named.has(field.name.toLowerCase()) || isKept(field))
          .map(toField);
  const fitting = asManyAsFit(object, [...taken], kept, ports);
  return { names: [...taken, ...fitting.map(({ name }) => name)], attribution, kept: fitting };
}

async function checkNamed(api: SalesforceApi, settings: SalesforceSettings, signal: AbortSignal): Promise<void> {
  if (!namesAny(settings)) return;
  const existing: SalesforceField[] = [];
  for (const { object } of SALESFORCE_OBJECTS) existing.push(...((await api.describe(object, signal)) ?? []));
  checkNamedFields(settings, existing.map(toField), WORDS);
}

const WORDS = {
  section: "sources.salesforce",
  expected: "the API name of a field of Lead, Contact or Opportunity that the integration user sees",
  fix: "Salesforce shows API names in Setup → Object Manager → Fields; custom ones end in __c",
};

function reportHidden(
  object: string,
  typed: readonly string[],
  there: ReadonlyMap<string, SalesforceField>,
  ports: SourcePorts,
): void {
  const hidden = typed.filter((name) => !there.has(name) && !OPTIONAL.has(name));
  if (hidden.length > 0)
    ports.finding({
      checkName: "hidden_field",
      severity: "warning",
      detail: `${object}: the integration user does not see ${hidden.join(", ")}; the columns stay empty`,
    });
}

/** Fields that many organisations do not have at all. */
const OPTIONAL = new Set(["MobilePhone", "CurrencyIsoCode", "ContactId", "CampaignId", "MasterRecordId"]);

function asManyAsFit(
  object: string,
  core: readonly string[],
  kept: readonly CrmField[],
  ports: SourcePorts,
): readonly CrmField[] {
  let characters = core.join("%2C").length;
  const fitting = kept.filter(({ name }) => {
    characters += name.length + 3;
    return characters <= MAX_QUERY_CHARACTERS;
  });
  if (fitting.length < kept.length)
    ports.finding({
      checkName: "fields_left_out",
      severity: "warning",
      detail: `${object}: ${kept.length - fitting.length} fields do not fit into a query and are not read`,
    });
  return fitting;
}

function isKept(field: SalesforceField): boolean {
  return !field.calculated && !NOT_KEPT.test(field.name) && mayKeepField(toField(field));
}

function toField({ name, label, type }: SalesforceField): CrmField {
  return { name, label, kind: KINDS[type] ?? "text" };
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  boolean: "boolean",
  int: "number",
  long: "number",
  double: "number",
  currency: "number",
  percent: "number",
  date: "date",
  datetime: "date",
  picklist: "choice",
  multipicklist: "choice",
  combobox: "choice",
  reference: "reference",
};

function notReadable(object: string, hidden: readonly string[]): AppError {
  return new AppError(`expected to see ${hidden.join(", ")} of ${object}, got a description without`, {
    kind: "auth",
    where: object,
    fix: `give the app's run-as user read access to ${object}`,
  });
}
