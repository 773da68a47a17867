const LONGEST = 63;

/** Labels of a job: `app`, and the caller's `run` and `step`, in the characters that BigQuery takes. */
export function labelsOf(labels: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const all = Object.entries({ app: "marketing-warehouse", ...labels });
  return Object.fromEntries(all.map(([key, value]) => [labelText(key), labelText(value)]));
}

function labelText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .slice(0, LONGEST);
}
