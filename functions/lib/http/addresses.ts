import { BlockList, isIP } from "node:net";

/** Networks that no connector may reach: loopback, private, link-local (cloud metadata lives there), multicast, reserved. */
const FORBIDDEN: readonly (readonly [string, number, "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
  ["::", 127, "ipv6"],
  ["64:ff9b::", 96, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
];

const forbidden = new BlockList();
for (const [network, prefix, family] of FORBIDDEN) forbidden.addSubnet(network, prefix, family);

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** True for an address that must not be reached; an IPv4 address inside an IPv6 one is judged as itself. */
export function isForbiddenAddress(address: string): boolean {
  const { text, family } = plain(address);
  return forbidden.check(text, family);
}

export function isLoopbackAddress(address: string): boolean {
  const { text, family } = plain(address);
  return loopback.check(text, family);
}

function plain(address: string): { readonly text: string; readonly family: "ipv4" | "ipv6" } {
  const bare = address.replace(/^\[|\]$/g, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(bare);
  if (mapped !== undefined) return { text: mapped, family: "ipv4" };
  if (hex) {
    const [high, low] = [Number.parseInt(hex[1] ?? "0", 16), Number.parseInt(hex[2] ?? "0", 16)];
    return { text: [high >> 8, high & 255, low >> 8, low & 255].join("."), family: "ipv4" };
  }
  return { text: bare, family: isIP(bare) === 4 ? "ipv4" : "ipv6" };
}
