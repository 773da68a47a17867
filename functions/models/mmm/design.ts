import { mean } from "../numeric/columns.ts";
import { adstock, defaultDecay } from "./adstock.ts";
import { calendarColumns, type FixedColumn } from "./calendar.ts";
import type { MmmChannel, MmmPanel } from "./contract.ts";
import { logSaturation, noSaturation, type Saturation } from "./saturation.ts";
import type { MmmSettings } from "./settings.ts";

/** A column whose weight is penalised: media after adstock and saturation, organic and treatment series. */
export interface EffectColumn {
  readonly name: string;
  readonly kind: "media" | "organic" | "treatment";
  readonly values: Float64Array;
  /** Smallest and largest weight allowed, unscaled: 0 or ∓∞. */
  readonly sign: "positive" | "negative" | "any";
  /** Claimed KPI over the fitted periods, by period; null for none. */
  readonly reportedKpi: Float64Array | null;
}

/** How a channel's spend becomes an effect per unit weight. */
export interface MediaShape {
  readonly channel: MmmChannel;
  readonly decay: number;
  readonly saturation: Saturation;
  /** q; null without saturation. */
  readonly scale: number | null;
}

export interface Design {
  readonly kpi: Float64Array;
  /** Intercept first. */
  readonly fixed: readonly FixedColumn[];
  readonly effects: readonly EffectColumn[];
  readonly shapes: readonly MediaShape[];
}

/**
 * The regression's columns: intercept, calendar, holidays and controls (unpenalised; their values less their mean, so that the intercept
 * is the KPI of an average period), then media as h(adstock), organic series, and treatments from their minimum.
 * @param channels those that the data identify at all (`identification.ts`)
 */
export function buildDesign(panel: MmmPanel, channels: readonly MmmChannel[], settings: MmmSettings): Design {
  const { periods, grain, series, historyLength, kpi } = panel;
  const controls = series
    .filter(({ kind }) => kind === "control" || (kind === "holiday" && settings.time_features.includes("holidays")))
    .filter(({ values }) => values.some((value) => value !== values[0]))
    .map(({ name, kind, values }): FixedColumn => ({ name, kind: kind === "holiday" ? "holiday" : "control", values }));
  const fixed = [...calendarColumns(periods, grain, settings.time_features), ...controls].map(centred);
  const intercept: FixedColumn = {
    name: "intercept",
    kind: "intercept",
    values: new Float64Array(periods.length).fill(1),
  };
  const shapes = channels.map((channel) => mediaShape(channel, historyLength, settings));
  const media = shapes.map((shape): EffectColumn => {
    const { channel } = shape;
    return {
      name: channel.name,
      kind: "media",
      values: mediaEffect(shape).subarray(historyLength),
      sign: settings.sign[channel.name] ?? "positive",
      reportedKpi: channel.reportedKpi?.subarray(historyLength) ?? null,
    };
  });
  const others = series.flatMap(({ name, kind, values }): EffectColumn[] =>
    kind === "organic" || kind === "treatment"
      ? [
          {
            name,
            kind,
            values: kind === "treatment" ? fromMinimum(values) : values,
            sign: settings.sign[name] ?? (kind === "organic" ? "positive" : "any"),
            reportedKpi: null,
          },
        ]
      : [],
  );
  return { kpi, fixed: [intercept, ...fixed], effects: [...media, ...others], shapes };
}

/** Effect per unit weight in every period, history included. */
export function mediaEffect({ channel, decay, saturation }: MediaShape): Float64Array {
  return adstock(channel.media, decay).map(saturation.effect);
}

function mediaShape(channel: MmmChannel, historyLength: number, settings: MmmSettings): MediaShape {
  const decay = settings.adstock_decay[channel.name] ?? defaultDecay(channel.name);
  if (settings.saturation === "none") return { channel, decay, saturation: noSaturation, scale: null };
  const typical = mean(adstock(channel.media, decay).subarray(historyLength));
  const scale = settings.saturation_scale === "mean" ? typical : settings.saturation_scale;
  return { channel, decay, saturation: logSaturation(scale), scale };
}

function centred(column: FixedColumn): FixedColumn {
  const centre = mean(column.values);
  return { ...column, values: column.values.map((value) => value - centre) };
}

function fromMinimum(values: Float64Array): Float64Array {
  const least = values.reduce((a, b) => Math.min(a, b));
  return values.map((value) => value - least);
}
