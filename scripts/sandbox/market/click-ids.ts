/** Click ids as the platforms append them to links: unique by campaign, day and number of the click. */

/** Google's `gclid`. */
export function gclidOf(campaign: number, day: number, click: number): string {
  return `Cj0KCQiA${token(campaign, day, click)}_wcB`;
}

/** Facebook's `fbclid`. */
export function fbclidOf(campaign: number, day: number, click: number): string {
  return `IwAR1${token(campaign, day, click)}`;
}

/** Fixed width, so that no two triples give the same text; the mix in front only makes it look like one. */
function token(campaign: number, day: number, click: number): string {
  const mixed = Math.imul(campaign * 1_000_003 + day * 8191 + click, 0x9e3779b1) >>> 0;
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(mixed, 0);
  bytes.writeUInt32BE(campaign, 4);
  bytes.writeUInt32BE(day, 8);
  bytes.writeUInt32BE(click, 12);
  return bytes.toString("base64url");
}
