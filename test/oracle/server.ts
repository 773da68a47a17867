import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import type { Oracle } from "./ensure-oracle.ts";

const READY_LIMIT_MS = 20_000;
const UNAVAILABLE = 14;

/** What of gRPC is used; the package comes with the engine, so it is loaded only when that is there. */
interface Grpc {
  loadPackageDefinition(definition: unknown): {
    readonly zetasql: {
      readonly local_service: { readonly ZetaSqlLocalService: new (...options: readonly unknown[]) => Client };
    };
  };
  readonly credentials: { createInsecure(): unknown };
}
interface ProtoLoader {
  loadSync(file: string, options: unknown): unknown;
}
interface Client {
  waitForReady(deadline: number, done: (error?: Error) => void): void;
  close(): void;
}
type Method = (request: unknown, done: (error: ServiceError | null, response: unknown) => void) => void;
interface ServiceError extends Error {
  readonly code: number;
  readonly details?: string;
}

/** An answer of the engine that is no result: the statement is wrong or not implemented there. */
export class GoogleSqlError extends Error {
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(message: string) {
    super(message);
    this.name = "GoogleSqlError";
    const at = /\[at (?:[^\]]*?)(\d+):(\d+)\]/.exec(message);
    this.line = at === null ? undefined : Number(at[1]);
    this.column = at === null ? undefined : Number(at[2]);
  }
}

export interface Server {
  call(method: string, request: unknown): Promise<unknown>;
  stop(): void;
}

/** Starts the engine as a child process. It aborts on some requests: a dead one is replaced and that request fails. */
export async function startServer(oracle: Extract<Oracle, { kind: "available" }>): Promise<Server> {
  let running = await connect(oracle);
  const kill = () => running.process.kill("SIGKILL");
  process.once("exit", kill);
  return {
    call: async (method, request) => {
      try {
        return await unary(running.client, method, request);
      } catch (error) {
        const failure = error as ServiceError;
        if (failure.code !== UNAVAILABLE) throw new GoogleSqlError(failure.details ?? failure.message);
        running.client.close();
        running = await connect(oracle);
        throw new GoogleSqlError(`the engine stopped on a ${method} request`);
      }
    },
    stop: () => {
      process.removeListener("exit", kill);
      running.client.close();
      kill();
    },
  };
}

async function connect({
  binary,
  protos,
}: Extract<Oracle, { kind: "available" }>): Promise<{ readonly process: ChildProcess; readonly client: Client }> {
  const require = createRequire(import.meta.url);
  const grpc = require("@grpc/grpc-js") as Grpc;
  const loader = require("@grpc/proto-loader") as ProtoLoader;
  const port = await freePort();
  const child = spawn(binary, ["127.0.0.1", String(port)], { stdio: "ignore" });
  child.unref();
  const definition = loader.loadSync("local_service.proto", {
    includeDirs: [protos],
    keepCase: true,
    longs: String,
    enums: String,
    oneofs: true,
    defaults: false,
  });
  const { ZetaSqlLocalService } = grpc.loadPackageDefinition(definition).zetasql.local_service;
  const client = new ZetaSqlLocalService(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  await new Promise<void>((resolve, reject) => {
    client.waitForReady(performance.timeOrigin + performance.now() + READY_LIMIT_MS, (error) =>
      error ? reject(error) : resolve(),
    );
  });
  return { process: child, client };
}

function unary(client: Client, method: string, request: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = (client as unknown as Record<string, Method>)[method];
    if (call === undefined) throw new RangeError(`the engine has no method ${method}`);
    call.call(client, request, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}
