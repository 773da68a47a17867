import pino from "pino";

/** One event: a stable name for alerts, and fields. Never a secret, an e-mail or a phone number. */
export interface Log {
  debug(event: string, fields?: Readonly<Record<string, unknown>>): void;
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

const SEVERITY: Readonly<Record<string, string>> = {
  trace: "DEBUG",
  debug: "DEBUG",
  info: "INFO",
  warn: "WARNING",
  error: "ERROR",
  fatal: "CRITICAL",
};

/**
 * One JSON line an event, in Cloud Logging's fields: severity, message, time, event.
 * `destination` is a file (the command line writes `<data dir>/logs/`), or absent for stdout (functions).
 */
export function createLog(options: { readonly destination?: string; readonly level?: string } = {}): Log {
  const logger = pino(
    {
      base: null,
      level: options.level ?? "info",
      messageKey: "message",
      timestamp: () => `,"time":"${new Date(Date.now()).toISOString()}"`,
      formatters: { level: (label) => ({ severity: SEVERITY[label] ?? "DEFAULT" }) },
    },
    options.destination === undefined
      ? pino.destination(1)
      : pino.destination({ dest: options.destination, mkdir: true, sync: true }),
  );
  return {
    debug: (event, fields) => logger.debug({ event, ...fields }, event),
    info: (event, fields) => logger.info({ event, ...fields }, event),
    warn: (event, fields) => logger.warn({ event, ...fields }, event),
    error: (event, fields) => logger.error({ event, ...reported(fields), ...fields }, event),
  };
}

/** What makes Error Reporting pick up a line with a stack. */
function reported(fields: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, string>> {
  return fields?.stack_trace === undefined
    ? {}
    : { "@type": "type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent" };
}

/** The same log with fields on every line, for example the trace of a request. */
export function withFields(log: Log, fields: Readonly<Record<string, unknown>>): Log {
  return {
    debug: (event, own) => log.debug(event, { ...fields, ...own }),
    info: (event, own) => log.info(event, { ...fields, ...own }),
    warn: (event, own) => log.warn(event, { ...fields, ...own }),
    error: (event, own) => log.error(event, { ...fields, ...own }),
  };
}

/** The same log with labels that Cloud Logging indexes: run, step, work key, attempt. */
export function labelled(log: Log, labels: Readonly<Record<string, string>>): Log {
  return withFields(log, { "logging.googleapis.com/labels": labels });
}

/** Says nothing; for tests and pure checks. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
