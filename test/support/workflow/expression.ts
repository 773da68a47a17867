/** Variables of a scope by name. */
export type Scope = Map<string, unknown>;

export type Functions = Readonly<Record<string, (...values: readonly unknown[]) => unknown>>;

const TOKEN = /\s*(?:("[^"]*")|(\d+)|([A-Za-z_][\w.]*)|(==|!=|>=|<=|[-+*<>()[\],]))/y;

/**
 * Evaluates an expression of Google Workflows: literals, lists, variables with dots, calls, `* + == != < > in not and
 * or`, in Workflows' order of precedence. Throws on anything else.
 */
export function evaluate(text: string, scope: Scope, functions: Functions): unknown {
  if (text.length > 400) throw new Error(`expected at most 400 characters, got ${text.length}: ${text}`);
  const tokens = tokensOf(text);
  let at = 0;
  const peek = (): string | undefined => tokens[at];
  const take = (expected?: string): string => {
    const token = tokens[at];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new Error(`expected ${expected ?? "more"}, got ${token ?? "the end"} in ${text}`);
    }
    at += 1;
    return token;
  };
  const list = (end: string): unknown[] => {
    const values: unknown[] = [];
    while (peek() !== end) {
      values.push(or());
      if (peek() !== end) take(",");
    }
    take(end);
    return values;
  };
  const operand = (): unknown => {
    const token = take();
    if (token === "(") {
      const value = or();
      take(")");
      return value;
    }
    if (token === "[") return list("]");
    if (token.startsWith('"')) return token.slice(1, -1);
    if (/^\d/.test(token)) return Number(token);
    if (token === "true" || token === "false") return token === "true";
    if (token === "null") return null;
    if (peek() === "(") {
      take("(");
      const call = functions[token];
      if (call === undefined) throw new Error(`unknown function ${token} in ${text}`);
      return call(...list(")"));
    }
    return variable(token, scope);
  };
  const binary = (next: () => unknown, operators: Readonly<Record<string, (a: never, b: never) => unknown>>) => () => {
    let value = next();
    for (let operator = operators[peek() ?? ""]; operator !== undefined; operator = operators[peek() ?? ""]) {
      take();
      value = operator(value as never, next() as never);
    }
    return value;
  };
  const product = binary(operand, { "*": (a: number, b: number) => a * b });
  const sum = binary(product, { "+": add, "-": (a: number, b: number) => a - b });
  const comparison = binary(sum, {
    "==": (a: unknown, b: unknown) => a === b,
    "!=": (a: unknown, b: unknown) => a !== b,
    ">": (a: number, b: number) => a > b,
    "<": (a: number, b: number) => a < b,
    in: (a: unknown, b: readonly unknown[]) => b.includes(a),
  });
  const not = (): unknown => {
    if (peek() !== "not") return comparison();
    take();
    return !truth(not());
  };
  const and = binary(not, { and: (a: unknown, b: unknown) => truth(a) && truth(b) });
  const or = binary(and, { or: (a: unknown, b: unknown) => truth(a) || truth(b) });
  const value = or();
  if (at !== tokens.length) throw new Error(`expected the end, got ${tokens[at]} in ${text}`);
  return value;
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== "") {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`cannot read ${text.slice(from)} in ${text}`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

function variable(path: string, scope: Scope): unknown {
  const [name = "", ...keys] = path.split(".");
  if (!scope.has(name)) throw new Error(`unknown variable ${name}`);
  return keys.reduce((value, key) => {
    if (value === null || typeof value !== "object" || !(key in value)) throw new Error(`no ${key} in ${path}`);
    return (value as Readonly<Record<string, unknown>>)[key];
  }, scope.get(name));
}

function truth(value: unknown): boolean {
  if (typeof value !== "boolean") throw new Error(`expected a truth value, got ${JSON.stringify(value)}`);
  return value;
}

function add(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (typeof a === "string" && typeof b === "string") return a + b;
  throw new Error(`expected two numbers or two texts, got ${JSON.stringify(a)} + ${JSON.stringify(b)}`);
}
