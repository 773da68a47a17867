import { createPrivateKey, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { AppError } from "../../lib/errors.ts";
import { jsonOrNull } from "../json-or-null.ts";

const keyFile = z.object({
  type: z.literal("service_account"),
  project_id: z.string().min(1),
  client_email: z.string().min(1),
  private_key_id: z.string().min(1),
  private_key: z.string().startsWith("-----BEGIN"),
});

export type ServiceAccount = z.output<typeof keyFile>;

/** Google accepts an assertion for at most an hour. */
const LIFETIME_S = 3600;

/** The key file that `service_account_file` names. Neither message nor cause holds any of its content. */
export async function readServiceAccount(path: string): Promise<ServiceAccount> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw unusable(path, `expected a readable file, got ${(error as NodeJS.ErrnoException).code ?? "an error"}`);
  }
  const parsed = keyFile.safeParse(jsonOrNull(text));
  if (!parsed.success) {
    const keys = [
      ...new Set(parsed.error.issues.map(({ path: [key] }) => (key === undefined ? "an object" : `${String(key)}`))),
    ];
    throw unusable(path, `expected the JSON key of a service account, got one without a usable ${keys.join(", ")}`);
  }
  return parsed.data;
}

/** A signed statement (JWT, RS256, RFC 7523) that buys an access token of `scope` at `audience`. */
export function signAssertion(account: ServiceAccount, scope: string, audience: string, nowMs: number): string {
  const issuedAt = Math.floor(nowMs / 1000);
  const head = { alg: "RS256", typ: "JWT", kid: account.private_key_id };
  const claims = { iss: account.client_email, scope, aud: audience, iat: issuedAt, exp: issuedAt + LIFETIME_S };
  const unsigned = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  try {
    const signature = sign("RSA-SHA256", Buffer.from(unsigned), createPrivateKey(account.private_key));
    return `${unsigned}.${signature.toString("base64url")}`;
  } catch {
    throw unusable(account.client_email, "expected an RSA private key in private_key, got one that does not sign");
  }
}

function unusable(where: string, message: string): AppError {
  return new AppError(message, {
    kind: "settings",
    where,
    fix: "point service_account_file at a JSON key made in Google Cloud console, IAM & Admin, Service accounts, Keys",
  });
}
