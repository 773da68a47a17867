/** E-mail address in a text, plain or percent-encoded. */
const EMAIL = /[^\s@/?&=,;:<>"']+(?:@|%40)[^\s@/?&=,;:<>"']+\.[A-Za-z]{2,}/g;
/** International with `+`, `%2B` or `00`; national with an area code set apart: `(555) 123-4567`, `0171 1234567`, `555-123-4567`. */
const PHONE = new RegExp(
  [
    "(?:\\+|%2B)[0-9](?:[0-9 ().\\-]|%20){6,}[0-9]",
    "\\b00[1-9][0-9 ()./\\-]{6,}[0-9]\\b",
    "\\([0-9]{2,5}\\) ?[0-9]{3,4}[ \\-][0-9]{3,5}\\b",
    "\\b0[0-9]{2,4}[ /\\-][0-9]{5,9}\\b",
    "\\b[0-9]{3}[ .\\-][0-9]{3}[ .\\-][0-9]{4}\\b",
  ].join("|"),
  "gi",
);

/** The text with every e-mail address and phone number in it blotted out. */
export function withoutContacts(text: string): string {
  return text.replace(EMAIL, "[redacted]").replace(PHONE, "[redacted]");
}

/** Parameters of a page's address that say how the visitor came; forms put names and contacts into others. */
const TRACKING =
  /^(utm_[a-z_]+|gclid|gbraid|wbraid|gad_source|gad_campaignid|fbclid|msclkid|ttclid|li_fat_id|hsa_[a-z]+|campaign_?id)$/i;

/** A page's address with its path and the parameters of the visit's origin only, contacts blotted out. */
export function pageWithoutContacts(address: string): string {
  const [beforeHash = ""] = address.split("#", 1);
  const mark = beforeHash.indexOf("?");
  const path = mark < 0 ? beforeHash : beforeHash.slice(0, mark);
  const kept = (mark < 0 ? "" : beforeHash.slice(mark + 1))
    .split("&")
    .filter((pair) => TRACKING.test(pair.split("=", 1)[0] ?? ""));
  return withoutContacts(kept.length === 0 ? path : `${path}?${kept.join("&")}`);
}
