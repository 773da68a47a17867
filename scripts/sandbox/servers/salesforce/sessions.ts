import type { SandboxReply, SandboxRequest } from "../serve.ts";
import { json } from "./replies.ts";
import { INTEGRATION_USER_ID, ORGANIZATION_ID } from "./row.ts";

export interface Client {
  readonly id: string;
  readonly secret: string;
}

/** Tokens that were given out and still work. */
export interface Sessions {
  /** `POST /services/oauth2/token`; the host that was asked is the instance. */
  open(request: SandboxRequest): SandboxReply;
  isOpen(request: SandboxRequest): boolean;
  /** Ends the session of a request's token. */
  end(request: SandboxRequest): void;
}

/** The client credentials flow, for one connected app. */
export function createSessions(client: Client, nowMs: () => number): Sessions {
  const tokens = new Set<string>();
  let opened = 0;
  const tokenOf = ({ headers }: SandboxRequest): string => headers.authorization?.replace(/^(Bearer|OAuth) /, "") ?? "";
  return {
    open: (request) => {
      const form = new URLSearchParams(request.body);
      const basic = Buffer.from(request.headers.authorization?.replace(/^Basic /, "") ?? "", "base64").toString("utf8");
      const [basicId, basicSecret] = basic.split(":");
      if (request.method !== "POST") return refused("invalid_request", "must use HTTP POST");
      if (form.get("grant_type") !== "client_credentials")
        return refused("unsupported_grant_type", "grant type not supported");
      if ((form.get("client_id") ?? basicId) !== client.id)
        return refused("invalid_client_id", "client identifier invalid");
      if ((form.get("client_secret") ?? basicSecret) !== client.secret)
        return refused("invalid_client", "invalid client credentials", 401);
      opened += 1;
      const token = `${ORGANIZATION_ID.slice(0, 15)}!AQ${String(opened).padStart(6, "0")}.sandbox`;
      tokens.add(token);
      return json({
        access_token: token,
        signature: "c2FuZGJveA==",
        scope: "api",
        instance_url: request.url.origin,
        id: `${request.url.origin}/id/${ORGANIZATION_ID}/${INTEGRATION_USER_ID}`,
        token_type: "Bearer",
        issued_at: String(nowMs()),
      });
    },
    isOpen: (request) => tokens.has(tokenOf(request)),
    end: (request) => {
      tokens.delete(tokenOf(request));
    },
  };
}

function refused(error: string, description: string, status = 400): SandboxReply {
  return json({ error, error_description: description }, status);
}
