import type { GoogleSplit } from "../../../market/google.ts";
import type { Resource } from "./resource.ts";

/** A resource that can stand in FROM, and what may stand beside it. */
export interface From {
  readonly resource: Resource;
  /** Other resources whose attributes may be selected and filtered. */
  readonly attributed: readonly Resource[];
  readonly segments: readonly string[];
  readonly metrics: readonly string[];
  /** What Google accepts here and the market holds no facts of: answered 501, never with rows that look true. */
  readonly notHeld: readonly string[];
  /** What Google has and refuses here, beyond the segments and metrics that the market holds. */
  readonly refused: readonly string[];
  /** Whether its things exist without numbers; a view like search_term_view has a row where something was counted only. */
  readonly isListed: boolean;
  /** How days are split for its metrics; null: it has none. */
  readonly split: GoogleSplit | "click" | null;
}
