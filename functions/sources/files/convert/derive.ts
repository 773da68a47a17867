import type { DerivedColumn, Plan } from "./plan.ts";

type Known = (name: string) => boolean;

interface Rule {
  readonly column: string;
  readonly needs: readonly string[];
  readonly formula: string;
  readonly value: string;
  readonly type: string;
}

/**
 * Columns that a file without spend or revenue implies, first formula that its parts allow. `acquisition_cost` counts
 * only when settings say what it is. Derived figures are estimates: each names its formula in `derived_from`.
 */
export function derivedColumns(plan: Omit<Plan, "derived">): readonly DerivedColumn[] {
  const { family } = plan.bound;
  if (family.inputs === undefined || !family.columns.some(({ name }) => name === "spend")) return [];
  const ratios = plan.bound.ratios.map(({ ratio }) => `ratio_${ratio.name}`);
  const names = new Set([...plan.columns.map(({ name }) => name), ...ratios]);
  const known: Known = (name) => names.has(name);
  const made: DerivedColumn[] = [];
  for (const rule of rules(plan.options.acquisitionCost)) {
    if (known(rule.column) || !rule.needs.every(known)) continue;
    made.push({
      name: rule.column,
      type: rule.type,
      value: `cast(${rule.value} as ${rule.type})`,
      formula: rule.formula,
    });
    names.add(rule.column);
  }
  return made;
}

function rules(acquisitionCost: "per_conversion" | "total" | undefined): readonly Rule[] {
  const money = "DECIMAL(38,9)";
  const conversions = {
    column: "conversions",
    needs: ["conversion_rate", "clicks"],
    formula: "conversion_rate × clicks",
    value: "conversion_rate * clicks",
    type: "DOUBLE",
  };
  const perConversion = {
    column: "spend",
    needs: ["acquisition_cost", "conversions"],
    formula: "acquisition_cost × conversions",
    value: "cast(acquisition_cost as DOUBLE) * conversions",
    type: money,
  };
  const total = {
    column: "spend",
    needs: ["acquisition_cost"],
    formula: "acquisition_cost",
    value: "acquisition_cost",
    type: money,
  };
  const byClick = {
    column: "spend",
    needs: ["ratio_cpc", "clicks"],
    formula: "cpc × clicks",
    value: "cast(ratio_cpc as DOUBLE) * clicks",
    type: money,
  };
  const value = {
    column: "conversion_value",
    needs: ["roi", "spend"],
    formula: "spend × (1 + roi)",
    value: "cast(spend as DOUBLE) * (1 + roi)",
    type: money,
  };
  const fromCost = acquisitionCost === "per_conversion" ? [perConversion] : acquisitionCost === "total" ? [total] : [];
  return [conversions, ...fromCost, byClick, value];
}
