/**
 * What was learned about one raw column from the training rows: plain data, part of the artifact. `outputs` names the columns made.
 * Numbers: fill with the median, clip, where isLog take ln(1 + v), then (v − mean) / sd. Circles: sin and cos of 2πv / period.
 */
export type Encoder =
  | {
      readonly kind: "number";
      readonly column: number;
      readonly median: number;
      readonly low: number;
      readonly high: number;
      readonly isLog: boolean;
      readonly mean: number;
      readonly sd: number;
      readonly hasIndicator: boolean;
    }
  | {
      readonly kind: "circle";
      readonly column: number;
      readonly period: number;
      readonly fill: readonly [number, number];
    }
  | {
      readonly kind: "levels";
      readonly column: number;
      /** Levels with a column of their own, by code; −1 stands for Unknown (missing). */
      readonly codes: readonly number[];
      readonly hasOther: boolean;
      readonly unseenIsOther: boolean;
      /** Codes seen in training that were too rare. */
      readonly rareCodes: readonly number[];
    }
  | {
      readonly kind: "rates";
      readonly column: number;
      /** Log odds of the shrunk rate by code; −1 stands for Unknown. */
      readonly codes: readonly number[];
      readonly logOdds: readonly number[];
      readonly unseen: number;
      readonly mean: number;
      readonly sd: number;
    };

/** Code of a missing category. */
export const UNKNOWN_CODE = -1;

/** How many columns an encoder makes. */
export function encoderWidth(encoder: Encoder): number {
  switch (encoder.kind) {
    case "number":
      return encoder.hasIndicator ? 2 : 1;
    case "circle":
      return 2;
    case "levels":
      return encoder.codes.length + (encoder.hasOther ? 1 : 0);
    case "rates":
      return 1;
    default:
      return encoder satisfies never;
  }
}

/** Writes the columns of one cell into out[at …]. */
export function encodeCell(encoder: Encoder, value: number, out: Float64Array, at: number): void {
  switch (encoder.kind) {
    case "number": {
      const filled = Number.isNaN(value) ? encoder.median : Math.min(encoder.high, Math.max(encoder.low, value));
      out[at] = ((encoder.isLog ? Math.log1p(filled) : filled) - encoder.mean) / encoder.sd;
      if (encoder.hasIndicator) out[at + 1] = Number.isNaN(value) ? 1 : 0;
      return;
    }
    case "circle": {
      const angle = (2 * Math.PI * value) / encoder.period;
      out[at] = Number.isNaN(value) ? encoder.fill[0] : Math.sin(angle);
      out[at + 1] = Number.isNaN(value) ? encoder.fill[1] : Math.cos(angle);
      return;
    }
    case "levels": {
      const code = Number.isNaN(value) ? UNKNOWN_CODE : value;
      const index = encoder.codes.indexOf(code);
      if (index >= 0) out[at + index] = 1;
      else if (encoder.hasOther && (encoder.unseenIsOther || encoder.rareCodes.includes(code)))
        out[at + encoder.codes.length] = 1;
      return;
    }
    case "rates": {
      const index = encoder.codes.indexOf(Number.isNaN(value) ? UNKNOWN_CODE : value);
      out[at] = ((index >= 0 ? (encoder.logOdds[index] as number) : encoder.unseen) - encoder.mean) / encoder.sd;
      return;
    }
    default:
      encoder satisfies never;
  }
}
