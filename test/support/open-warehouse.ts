/** A process that opens the warehouse file of its argument: prints `holder` and keeps it until stdin ends, or `locked`. */
import { openDuckDbWarehouse } from "../../functions/warehouse/duckdb.ts";
import { WarehouseError } from "../../functions/warehouse/warehouse-error.ts";

const [path = ""] = process.argv.slice(2);
try {
  const warehouse = await openDuckDbWarehouse({ path });
  process.stdout.write("holder\n");
  process.stdin.resume();
  process.stdin.on("end", () => void warehouse.close());
} catch (error) {
  if (!(error instanceof WarehouseError)) throw error;
  process.stdout.write(`${error.reason}\n`);
}
