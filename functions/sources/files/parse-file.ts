import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import type { DuckDb } from "../../lib/duckdb.ts";
import { AppError, errorMessage } from "../../lib/errors.ts";
import { checkOptions } from "./check-options.ts";
import { adChecks } from "./checks/ad-checks.ts";
import { bounds } from "./checks/bounds.ts";
import { formulaCells } from "./checks/formula-cells.ts";
import { missingDays } from "./checks/missing-days.ts";
import { nearSpelling } from "./checks/near-spelling.ts";
import { outsideCampaign } from "./checks/outside-campaign.ts";
import { repeatedKey } from "./checks/repeated-key.ts";
import { ratioDivisors, statedRatios } from "./checks/stated-ratios.ts";
import { unmappedStatus } from "./checks/unmapped-status.ts";
import { accountOf } from "./convert/account.ts";
import { campaignPeriods } from "./convert/campaign-periods.ts";
import { decideFates } from "./convert/fate.ts";
import { fateFindings } from "./convert/fate-findings.ts";
import { createLoadedView, flagRows } from "./convert/flag-rows.ts";
import { headerFindings } from "./convert/header-findings.ts";
import { personKeyMacro } from "./convert/personal.ts";
import { prepare } from "./convert/prepare.ts";
import { publicFinding } from "./convert/public-finding.ts";
import { spoolQuarantine } from "./convert/quarantine.ts";
import { spoolTables } from "./convert/spool.ts";
import { findTotals } from "./convert/totals.ts";
import { createTypedTable } from "./convert/typed-table.ts";
import { refuseUndated } from "./convert/undated.ts";
import type { FileIdentity, FileParser, ParsedFile } from "./file-parser.ts";
import { openParseEngine, type ParserOptions } from "./parse-engine.ts";
import type { ParseOptions } from "./parse-options.ts";
import { peekFamily } from "./peek-family.ts";
import { readTable } from "./read/read-table.ts";
import { recognise } from "./recognise/recognise.ts";

/** The file source: any file a person exported, to the columns of a raw table, with the account of every row. */
export function createFileParser(options: ParserOptions = {}): FileParser {
  return {
    identify: identifyFile,
    peekFamily: (path, { map = {} }) => peekFamily(path, map),
    parse: async (path, parseOptions) => {
      const db = await openParseEngine(options, parseOptions.spoolDir);
      try {
        return await parseFile(db, path, parseOptions);
      } finally {
        db.close();
      }
    },
  };
}

async function identifyFile(path: string): Promise<FileIdentity> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (cause) {
    throw new AppError(`expected a file that can be read, got "${path}": ${errorMessage(cause)}`, {
      kind: "settings",
      where: path,
      cause,
    });
  }
  const fileSha256 = hash.digest("hex");
  return { fileSha256, fileKey: fileSha256.slice(0, 16), fileName: basename(path) };
}

async function parseFile(db: DuckDb, path: string, options: ParseOptions): Promise<ParsedFile> {
  checkOptions(options);
  await db.run(personKeyMacro(options.pepperHex));
  const columns =
    options.columns ?? (options.family === undefined ? undefined : options.families?.[options.family]?.columns);
  const text = await readTable(db, path, columns === undefined ? {} : { columns });
  const bound = recognise(text.headers, {
    ...(options.family === undefined ? {} : { family: options.family }),
    map: options.map ?? {},
    given: [
      ...(options.platform === undefined ? [] : ["platform"]),
      ...(options.account === undefined ? [] : ["account_id"]),
    ],
    familyMaps: Object.fromEntries(Object.entries(options.families ?? {}).map(([name, { map }]) => [name, map])),
  });
  const { plan, ratioColumns, ratios, findings: valueFindings } = await prepare(db, text, bound, options);
  await refuseUndated(db, plan);
  await createTypedTable(db, plan, ratioColumns);
  await findTotals(db, plan);
  await decideFates(db, plan);
  const loaded = await createLoadedView(db, plan);
  const divisors = await ratioDivisors(db, plan, ratios, loaded);
  const checkFindings = await flagRows(db, plan, [
    ...repeatedKey(loaded),
    ...adChecks(plan, loaded),
    ...(await outsideCampaign(db, plan, loaded)),
    ...statedRatios(plan, ratios, divisors, loaded),
    ...formulaCells(loaded),
    ...bounds(plan, loaded),
  ]);
  const account = await accountOf(db, plan);
  return {
    fileSha256: text.fileSha256,
    fileKey: text.fileKey,
    fileName: text.fileName,
    family: bound.family.name,
    encoding: text.encoding,
    delimiter: text.delimiter,
    tables: await spoolTables(db, plan, ratios, divisors),
    quarantineParquet: await spoolQuarantine(db, plan),
    account,
    findings: [
      ...text.findings,
      ...(await headerFindings(db, plan)),
      ...valueFindings,
      ...(await fateFindings(db, plan)),
      ...checkFindings,
      ...(await missingDays(db, plan, loaded)),
      ...(await nearSpelling(db, plan)),
      ...(await unmappedStatus(db, plan, loaded)),
    ].map((found) => publicFinding(plan, found)),
    campaigns: await campaignPeriods(db, plan, loaded),
  };
}
