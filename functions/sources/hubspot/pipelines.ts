import type { HubspotApi } from "./api.ts";
import { pipelineList } from "./schema.ts";

export interface DealStage {
  readonly label: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
}

export interface DealPipelines {
  readonly pipelines: ReadonlyMap<string, string>;
  readonly stages: ReadonlyMap<string, DealStage>;
}

/** Names of pipelines and stages (deals carry ids), and which stages end a deal: closed with probability 1 is won. */
export async function dealPipelines(api: HubspotApi, signal: AbortSignal): Promise<DealPipelines> {
  const { results } = await api.get("/crm/v3/pipelines/deals", pipelineList, signal);
  return {
    pipelines: new Map(results.map(({ id, label }) => [id, label])),
    stages: new Map(
      results.flatMap(({ stages }) =>
        stages.map(({ id, label, metadata }) => {
          const isClosed = String(metadata.isClosed) === "true";
          return [id, { label, isClosed, isWon: isClosed && Number(metadata.probability) === 1 }];
        }),
      ),
    ),
  };
}
