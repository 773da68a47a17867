/** Colours of one appearance, as `#rrggbb`. Text on `surface` and `page` has a contrast of 4.5, marks of 3 (tested). */
export interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly line: string;
  readonly grid: string;
  readonly shade: string;
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly good: string;
  readonly bad: string;
  readonly series: readonly string[];
}

export const light: Palette = {
  page: "#f4f6f8",
  surface: "#ffffff",
  line: "#d9dfe6",
  grid: "#e8ecf0",
  shade: "#eef1f5",
  ink: "#16202c",
  muted: "#536172",
  accent: "#1f5fc4",
  good: "#177245",
  bad: "#b3361e",
  series: ["#2f6fd0", "#c2571a", "#0e8074", "#8a4fbf", "#a8355f", "#5f7388", "#7a7a12", "#3b4a5c"],
};

export const dark: Palette = {
  page: "#0d1218",
  surface: "#151c24",
  line: "#2b3642",
  grid: "#222c37",
  shade: "#1e2731",
  ink: "#e8edf2",
  muted: "#a2b0bf",
  accent: "#7eb0ff",
  good: "#5fce93",
  bad: "#ff9580",
  series: ["#6ea8ff", "#f0965a", "#3fc7b5", "#bf94f2", "#f283a8", "#93a8bd", "#cfc94e", "#c9d4df"],
};

/** The palette as CSS variables: `--ink`, `--c0` … */
export function variables({ series, ...named }: Palette): string {
  return [
    ...Object.entries(named).map(([name, color]) => `--${name}:${color}`),
    ...series.map((color, i) => `--c${i}:${color}`),
  ].join(";");
}
