import { parseArgs } from "node:util";
import { startBigQueryDouble } from "./bigquery-double/double.ts";

/** Serves the double of BigQuery until it is stopped, and prints the settings that use it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "9050" }, project: { type: "string", default: "double" } },
  });
  const double = await startBigQueryDouble({ port: Number(values.port), project: values.project });
  process.stdout.write(`# BigQuery's double serves until Ctrl-C; what it holds is gone then.
warehouse:
  engine: bigquery
  project: ${double.project}
  location: ${double.location}
  api_endpoint: ${double.url}
`);
  if (double.analyzerSkipped !== null) process.stderr.write(`without Google's analyzer: ${double.analyzerSkipped}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void double.stop());
}

await main();
