import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isForbiddenAddress, isLoopbackAddress } from "./addresses.ts";
import { HttpError } from "./http-error.ts";
import { safeUrl } from "./redact.ts";

/** Where a connector may go. */
export interface EgressRules {
  /** Host names, exact; a leading dot allows every host below. */
  readonly hosts: readonly string[];
  /** `http:` and loopback addresses too: for local servers that stand in for a vendor. */
  readonly allowLoopback: boolean;
}

/** Rules for a vendor's hosts, or for the one host of a base URL that settings name. */
export function egressFor(baseUrl: string | undefined, vendorHosts: readonly string[]): EgressRules {
  if (baseUrl === undefined) return { hosts: vendorHosts, allowLoopback: false };
  const { hostname } = new URL(baseUrl);
  return { hosts: [...vendorHosts, hostname], allowLoopback: isLoopbackName(hostname) };
}

/** Throws `egress` unless the URL is one the connector may call. The resolved address is checked again on connecting. */
export function checkUrl(url: URL, rules: EgressRules): void {
  const isLocal = isLoopbackName(url.hostname);
  const isAllowed = rules.hosts.some((host) =>
    host.startsWith(".") ? url.hostname.endsWith(host) : url.hostname === host,
  );
  if (!isAllowed) throw refused(url, `expected a host of ${rules.hosts.join(", ")}, got ${url.hostname}`);
  if (isLocal && rules.allowLoopback) return;
  if (url.protocol !== "https:") throw refused(url, `expected https, got ${url.protocol.slice(0, -1)}`);
  if (isLocal || (isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0 && isForbiddenAddress(url.hostname))) {
    throw refused(url, `expected a public address, got ${url.hostname}`);
  }
  if (url.username !== "" || url.password !== "") throw refused(url, "expected no credentials in the URL");
}

/** A DNS look-up that refuses names which resolve to a private address, so that a rebound name reaches nothing. */
export function guardedLookup(rules: EgressRules): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, "", 0);
        return;
      }
      const bad = addresses.find(
        ({ address }) => isForbiddenAddress(address) && !(rules.allowLoopback && isLoopbackAddress(address)),
      );
      if (bad !== undefined) {
        callback(refused(new URL(`https://${hostname}`), `expected a public address, got ${bad.address}`), "", 0);
        return;
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? "", addresses[0]?.family ?? 4);
    });
  };
}

function isLoopbackName(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return bare === "localhost" || (isIP(bare) !== 0 && isLoopbackAddress(bare));
}

function refused(url: URL, message: string): HttpError {
  return new HttpError(message, {
    failure: "egress",
    kind: "settings",
    where: safeUrl(url),
    fix: "check base_url in settings; only the vendor's hosts and loopback are reachable",
  });
}
