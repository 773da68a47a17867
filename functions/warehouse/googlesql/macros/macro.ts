/** A macro of schema `bq`: several bodies are overloads by number of arguments. */
export function macro(name: string, ...overloads: readonly (readonly [parameters: string, body: string])[]): string {
  const bodies = overloads.map(([parameters, body]) => `(${parameters}) AS ${body}`);
  return `CREATE OR REPLACE MACRO bq.${name}${bodies.join(", ")}`;
}

/**
 * A macro that raises GoogleSQL's error, and its twin `safe_…` that gives NULL there: DuckDB's TRY refuses macros that
 * call error(). `body` gets what to put in the place of the failing value.
 */
export function failingMacro(
  name: string,
  ...overloads: readonly (readonly [
    parameters: string,
    body: (fail: (message: string) => string, twin: (name: string) => string) => string,
  ])[]
): readonly string[] {
  const raise = (message: string) => `error('${message.replaceAll("'", "''")}')`;
  return [
    macro(name, ...overloads.map(([parameters, body]) => [parameters, body(raise, (other) => `bq.${other}`)] as const)),
    macro(
      `safe_${name}`,
      ...overloads.map(
        ([parameters, body]) =>
          [
            parameters,
            body(
              () => "NULL",
              (other) => `bq.safe_${other}`,
            ),
          ] as const,
      ),
    ),
  ];
}
