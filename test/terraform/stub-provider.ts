import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadPackageDefinition, Server, ServerCredentials, type ServiceDefinition } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

interface Attribute {
  readonly type: unknown;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly block_types: Readonly<Record<string, Nested>>;
}

interface Nested {
  readonly nesting: "single" | "list" | "set";
  readonly min: number;
  readonly max: number;
  readonly block: Block;
}

/** Schemas of resource types as the provider of that version has them; the README says where they come from. */
export interface ProviderSchema {
  readonly provider: { readonly source: string; readonly version: string };
  readonly providerBlock: Block;
  readonly resources: Readonly<Record<string, Block>>;
  readonly data: Readonly<Record<string, Block>>;
}

export interface StubProvider {
  /** Environment that makes Terraform talk to it, without registry, lock file or plugin. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

/** A `google` provider that knows the schema of its resources and nothing else, on loopback (plugin protocol 5). */
export async function startStubProvider(): Promise<StubProvider> {
  const schema = JSON.parse(await readFile(join(import.meta.dirname, "google-schema.json"), "utf8")) as ProviderSchema;
  const server = new Server({ "grpc.max_send_message_length": -1 });
  server.addService(providerService(), {
    GetSchema: answer(() => ({
      provider: toSchema(schema.providerBlock),
      resource_schemas: mapped(schema.resources),
      data_source_schemas: mapped(schema.data),
    })),
    PrepareProviderConfig: answer(({ config }) => ({ prepared_config: config })),
    ValidateResourceTypeConfig: answer(() => ({})),
    ValidateDataSourceConfig: answer(() => ({})),
    Configure: answer(() => ({})),
    Stop: answer(() => ({})),
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  const attached = {
    Protocol: "grpc",
    ProtocolVersion: 5,
    Pid: process.pid,
    Test: true,
    Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
  };
  return {
    environment: { TF_REATTACH_PROVIDERS: JSON.stringify({ [schema.provider.source]: attached }) },
    close: () => server.forceShutdown(),
  };
}

type Request = Readonly<Record<string, unknown>>;

function answer(reply: (request: Request) => object) {
  return (call: { readonly request: Request }, callback: (error: null, value: object) => void): void =>
    callback(null, reply(call.request));
}

function providerService(): ServiceDefinition {
  const definition = loadSync(join(import.meta.dirname, "tfplugin5.proto"), { keepCase: true, enums: String });
  const { tfplugin5 } = loadPackageDefinition(definition) as unknown as {
    readonly tfplugin5: { readonly Provider: { readonly service: ServiceDefinition } };
  };
  return tfplugin5.Provider.service;
}

function mapped(blocks: Readonly<Record<string, Block>>): Readonly<Record<string, object>> {
  return Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, toSchema(block)]));
}

function toSchema(block: Block): object {
  return { version: 0, block: toBlock(block) };
}

function toBlock({ attributes, block_types }: Block): object {
  return {
    attributes: Object.entries(attributes).map(([name, { type, ...flags }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      ...flags,
    })),
    block_types: Object.entries(block_types).map(([type_name, nested]) =>
      type_name === "timeouts"
        ? { type_name, nesting: "SINGLE", min_items: 0, max_items: 0, block: toBlock(nested.block) }
        : {
            type_name,
            nesting: nested.nesting.toUpperCase(),
            min_items: nested.min,
            max_items: nested.max,
            block: toBlock(nested.block),
          },
    ),
  };
}
