const WIDTH = 160;
const HEIGHT = 32;

/** A small line without axes, hidden from screen readers: the chart below has the numbers. Unknown days are gaps. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return "";
  const low = Math.min(0, ...known);
  const span = Math.max(...known) - low || 1;
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0;
  let path = "";
  let isOpen = false;
  values.forEach((value, i) => {
    if (value !== null) {
      const x = (i * step).toFixed(1);
      const y = (HEIGHT - 2 - ((value - low) / span) * (HEIGHT - 4)).toFixed(1);
      path += `${isOpen ? "L" : "M"}${x} ${y}`;
    }
    isOpen = value !== null;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="${path}" fill="none" stroke="currentColor" stroke-width="1.5" vector-effect="non-scaling-stroke"/></svg>`;
}
