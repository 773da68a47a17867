import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nightlyGraph } from "../functions/nightly/graph.ts";
import { renderWorkflow } from "../functions/nightly/workflow/render.ts";

/** Writes the program of Google Workflows that Terraform deploys; run it after a change of the graph. */
await writeFile(join(import.meta.dirname, "..", "terraform", "workflow.yaml"), renderWorkflow(nightlyGraph));
