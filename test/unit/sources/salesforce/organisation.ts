import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** An organisation as a test wants it: objects with their fields, and what each query answers. */
export interface Organisation {
  /** Object → field → type; objects not named are not there (404). */
  readonly objects: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Fields whose value is a formula's. */
  readonly formulas?: readonly string[];
  /** Rows of a query, raw JSON each, by its text. */
  readonly rows: (soql: string) => readonly string[];
  /** `connect/organization`, where it is answered. */
  readonly features?: string;
  readonly nextRecordsUrl?: string;
  /** Every query's answer, as it is. */
  readonly answer?: string;
}

export interface ServedOrganisation {
  readonly url: string;
  readonly queries: string[];
}

/** Serves it for the length of a test. */
export async function serveOrganisation(organisation: Organisation): Promise<ServedOrganisation> {
  const queries: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const send = (status: number, body: string): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    };
    if (url.pathname.endsWith("/token"))
      return send(200, JSON.stringify({ access_token: "00Dtest!token", instance_url: url.origin }));
    const object = /\/sobjects\/(\w+)\/describe$/.exec(url.pathname)?.[1];
    if (object !== undefined) {
      const fields = organisation.objects[object];
      if (fields === undefined) return send(404, '[{"errorCode":"NOT_FOUND","message":"not found"}]');
      const described = Object.entries(fields).map(([name, type]) => ({
        name,
        label: name,
        type,
        calculated: organisation.formulas?.includes(name) ?? false,
      }));
      return send(200, JSON.stringify({ fields: described }));
    }
    if (url.pathname.endsWith("/connect/organization") && organisation.features !== undefined)
      return send(200, organisation.features);
    const soql = url.searchParams.get("q");
    if (soql === null) return send(404, '[{"errorCode":"NOT_FOUND","message":"not found"}]');
    queries.push(soql);
    if (organisation.answer !== undefined) return send(200, organisation.answer);
    const rows = organisation.rows(soql);
    const next = organisation.nextRecordsUrl;
    const end = next === undefined ? '"done":true' : `"done":false,"nextRecordsUrl":"${next}"`;
    const total = next === undefined ? rows.length : rows.length + 1;
    return send(200, `{"totalSize":${total},${end},"records":[${rows.join(",")}]}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, queries };
}
