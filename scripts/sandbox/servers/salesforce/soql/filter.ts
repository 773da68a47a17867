import type { SalesforceObject } from "../objects.ts";
import type { FieldValue, Row } from "../row.ts";
import { collate } from "./collate.ts";
import type { Comparison, Condition, Literal, Path } from "./parse.ts";
import { type ResolvedField, resolve, type Schema } from "./schema.ts";
import { SoqlError } from "./soql-error.ts";

type Test = (row: Row) => boolean;

/** A WHERE clause as a test of rows. Throws what Salesforce refuses: unknown fields, values of another type, fields that cannot be filtered. */
export function compileFilter(schema: Schema, object: SalesforceObject, condition: Condition, query: string): Test {
  const compile = (part: Condition): Test => {
    switch (part.kind) {
      case "and": {
        const tests = part.parts.map(compile);
        return (row) => tests.every((test) => test(row));
      }
      case "or": {
        const tests = part.parts.map(compile);
        return (row) => tests.some((test) => test(row));
      }
      case "not": {
        const test = compile(part.part);
        return (row) => !test(row);
      }
      case "compare":
        return compare(fieldOf(part.path), part.operator, part.literal);
      case "in": {
        const field = fieldOf(part.path);
        const tests = part.literals.map((literal) => compare(field, "=", literal));
        return (row) => tests.some((test) => test(row)) !== part.isNot;
      }
    }
  };
  const fieldOf = (path: Path): ResolvedField => {
    const resolved = resolve(schema, object, path, query);
    if (resolved.field.type === "anyType")
      throw new SoqlError("INVALID_FIELD", `field '${resolved.field.name}' can not be filtered in a query call`);
    return resolved;
  };
  return compile(condition);
}

function compare({ field, value }: ResolvedField, operator: Comparison, literal: Literal): Test {
  const { type, name } = field;
  const wanted = operand(name, type, literal);
  const key = (of: FieldValue): FieldValue => collate(type, of);
  if (operator === "like") {
    if (literal.kind !== "string") throw wrongType(name, "string", "should be enclosed in quotes");
    const pattern = likePattern(literal.value);
    return (row) => pattern.test(String(value(row) ?? ""));
  }
  switch (operator) {
    case "=":
      return (row) => key(value(row)) === wanted;
    case "!=":
      return (row) => key(value(row)) !== wanted;
    default: {
      if (type === "boolean" || wanted === null)
        throw new SoqlError("INVALID_QUERY_FILTER_OPERATOR", `'${operator}' operator is not valid on field '${name}'`);
      return (row) => {
        const own = key(value(row));
        if (own === null) return false;
        if (operator === "<") return own < wanted;
        if (operator === "<=") return own <= wanted;
        return operator === ">" ? own > wanted : own >= wanted;
      };
    }
  }
}

/** The literal as the field's values compare. */
function operand(name: string, type: ResolvedField["field"]["type"], literal: Literal): FieldValue {
  if (literal.kind === "null") return null;
  switch (type) {
    case "datetime":
      if (literal.kind !== "datetime") throw wrongType(name, "dateTime", "should not be enclosed in quotes");
      return literal.value;
    case "date":
      if (literal.kind !== "date") throw wrongType(name, "date", "should not be enclosed in quotes");
      return literal.value;
    case "boolean":
      if (literal.kind !== "boolean") throw wrongType(name, "boolean", "should not be enclosed in quotes");
      return literal.value;
    case "int":
    case "double":
    case "currency":
    case "percent":
      if (literal.kind !== "number") throw wrongType(name, type, "should not be enclosed in quotes");
      return literal.value;
    default:
      if (literal.kind !== "string") throw wrongType(name, "string", "should be enclosed in quotes");
      if ((type === "id" || type === "reference") && !/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(literal.value))
        throw new SoqlError("INVALID_QUERY_FILTER_OPERATOR", `invalid ID field: ${literal.value}`);
      return collate(type, literal.value);
  }
}

function wrongType(name: string, type: string, quotes: string): SoqlError {
  return new SoqlError(
    "INVALID_FIELD",
    `value of filter criterion for field '${name}' must be of type ${type} and ${quotes}`,
  );
}

function likePattern(text: string): RegExp {
  const pattern = text
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("%", ".*")
    .replaceAll("_", ".");
  return new RegExp(`^${pattern}$`, "is");
}
