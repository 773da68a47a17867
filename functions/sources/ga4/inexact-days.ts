import type { SourceFinding } from "../source.ts";
import type { ReportMetadata } from "./schema.ts";

const KINDS = [
  {
    checkName: "sampled_days",
    is: ({ samplingMetadatas }: ReportMetadata) => samplingMetadatas.length > 0,
    says: "estimated from a sample of events",
  },
  {
    checkName: "thresholded_days",
    is: ({ subjectToThresholding }: ReportMetadata) => subjectToThresholding,
    says: "rows of few users may be withheld",
  },
  {
    checkName: "other_row_days",
    is: ({ dataLossFromOtherRow }: ReportMetadata) => dataLossFromOtherRow,
    says: "rare combinations are rolled into (other)",
  },
  {
    checkName: "empty_days",
    is: ({ emptyReason }: ReportMetadata) => emptyReason !== undefined,
    says: "Google Analytics gave no rows and a reason for it",
  },
] as const;

/** Collects the days that are not exact, for one finding a kind. */
export interface InexactDays {
  add(day: string, metadata: ReportMetadata): void;
  findings(): readonly SourceFinding[];
}

export function createInexactDays(propertyId: string): InexactDays {
  const days = new Map<string, string[]>();
  return {
    add: (day, metadata) => {
      for (const { checkName, is } of KINDS)
        if (is(metadata)) days.set(checkName, [...(days.get(checkName) ?? []), day]);
    },
    findings: () =>
      KINDS.flatMap(({ checkName, says }) => {
        const found = days.get(checkName);
        if (!found) return [];
        const detail = `property ${propertyId}, ${found.length} days from ${found[0]} to ${found.at(-1)}: ${says}`;
        return [{ checkName, severity: "warning" as const, detail }];
      }),
  };
}
