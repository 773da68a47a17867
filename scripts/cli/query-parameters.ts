import { AppError } from "../../functions/lib/errors.ts";
import type { Parameter, Value } from "../../functions/warehouse/warehouse.ts";

const FORM = /^([A-Za-z_]\w*)(?::([A-Za-z0-9<>]+))?=([\s\S]*)$/;

/** `name:TYPE=value` flags to typed parameters; TYPE is STRING when left out, arrays are comma separated. */
export function queryParameters(flags: readonly string[]): Readonly<Record<string, Parameter>> {
  return Object.fromEntries(
    flags.map((flag) => {
      const [, name, type = "STRING", text] = FORM.exec(flag) ?? [];
      if (name === undefined || text === undefined) {
        throw new AppError(`expected name:TYPE=value, got "${flag}"`, {
          kind: "settings",
          where: "--param",
          fix: "for example --param day:DATE=2026-01-31",
        });
      }
      return [name, { type: type.toUpperCase(), value: parseValue(type.toUpperCase(), text, flag) }];
    }),
  );
}

function parseValue(type: string, text: string, flag: string): Value {
  const item = /^ARRAY<(.+)>$/.exec(type)?.[1];
  if (item !== undefined) return text === "" ? [] : text.split(",").map((part) => parseValue(item, part.trim(), flag));
  if (type === "INT64" && /^[+-]?\d+$/.test(text)) return BigInt(text);
  if (type === "FLOAT64" && text.trim() !== "" && !Number.isNaN(Number(text))) return Number(text);
  if (type === "BOOL" && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (["STRING", "DATE", "DATETIME", "TIMESTAMP", "NUMERIC", "BYTES"].includes(type)) return text;
  throw new AppError(`expected a value of ${type}, got "${text}"`, { kind: "settings", where: `--param ${flag}` });
}
