import { createHmac } from "node:crypto";
import { GraphError } from "./graph-error.ts";
import { type GraphRequest, textParam } from "./graph-request.ts";

/** What a request must prove. */
export interface Credential {
  readonly accessToken: string;
  /** Set: every request must carry `appsecret_proof`. */
  readonly appSecret?: string;
}

/** Hex HMAC-SHA-256 of the token under the app's secret. */
export function appSecretProof({ accessToken, appSecret }: Required<Credential>): string {
  return createHmac("sha256", appSecret).update(accessToken).digest("hex");
}

/** @throws GraphError 190 for a token that is not the one, 104 or 2500 without one, 100 without the right proof */
export function checkAccess(request: GraphRequest, { accessToken, appSecret }: Credential): void {
  const token = textParam(request, "access_token");
  if (token === undefined)
    throw request.node === "me"
      ? new GraphError({
          message: "An active access token must be used to query information about the current user.",
          code: 2500,
        })
      : new GraphError({ message: "An access token is required to request this resource.", code: 104 });
  if (token !== accessToken)
    throw new GraphError({ message: "Invalid OAuth access token - Cannot parse access token", code: 190 });
  if (appSecret === undefined) return;
  const proof = textParam(request, "appsecret_proof");
  if (proof === appSecretProof({ accessToken, appSecret })) return;
  const message =
    proof === undefined
      ? "API calls from the server require an appsecret_proof argument"
      : "Invalid appsecret_proof provided in the API argument";
  throw new GraphError({ message, code: 100, type: "GraphMethodException" });
}
