import { dateTimeText, instantMicros, timestampText } from "../../functions/lib/instants.ts";
import type { Value } from "../../functions/warehouse/warehouse.ts";
import { ApiError } from "./api-error.ts";
import type { QueryJobBody } from "./requests.ts";
import type { Parameters } from "./run-statement.ts";

type ParameterBody = NonNullable<QueryJobBody["configuration"]["query"]["queryParameters"]>[number];

/** Parameters of a request in canonical form. A value that is absent reads as NULL, as BigQuery reads it. */
export function parametersOf(bodies: readonly ParameterBody[] = []): Parameters {
  return Object.fromEntries(bodies.map((body) => [body.name, parameterOf(body)]));
}

function parameterOf({ name, parameterType, parameterValue }: ParameterBody): Parameters[string] {
  if ("arrayType" in parameterType) {
    const element = parameterType.arrayType.type;
    const items = "arrayValues" in parameterValue ? parameterValue.arrayValues : [];
    const value = items.map((item) => canonical(element, item.value ?? null, name));
    return { type: `ARRAY<${element}>`, value };
  }
  const text = "value" in parameterValue ? (parameterValue.value ?? null) : null;
  return { type: parameterType.type, value: canonical(parameterType.type, text, name) };
}

function canonical(type: string, text: string | null, name: string): Value {
  if (text === null) return null;
  try {
    return converted(type, text);
  } catch {
    throw new ApiError("invalid", `Unparseable query parameter \`${name}\` in type \`TYPE_${type}\`: "${text}"`);
  }
}

function converted(type: string, text: string): Value {
  switch (type) {
    case "INT64": {
      const integer = BigInt(text);
      return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
    }
    case "FLOAT64":
      return Number(text);
    case "BOOL":
      return text === "true";
    case "TIMESTAMP":
      return timestampText(instantMicros(text, true));
    case "DATETIME":
      return dateTimeText(instantMicros(text, false));
    case "BYTES":
      return Buffer.from(text, "base64").toString("hex");
    default:
      return text;
  }
}
