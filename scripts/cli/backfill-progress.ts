import { Listr } from "listr2";
import type { BackfillProgress } from "../../functions/jobs/ingest/backfill.ts";
import type { BackfillDocument } from "../../functions/jobs/ingest/backfill-document.ts";
import { printMessage } from "./output.ts";

/** Shows how far each source is: a live list on a terminal, a line every ten seconds elsewhere. */
export interface BackfillView {
  onProgress(progress: BackfillProgress): void;
  onEnd(source: string, line: string, isFailed: boolean): void;
  end(): Promise<void>;
}

const LINE_EVERY_MS = 10_000;
/** Before this much is done, what is left cannot be told from it. */
const MEASURED_SHARE = 0.02;
const MEASURED_SECONDS = 5;

export function backfillView(isTerminal: boolean, sources: readonly string[], nowMs: () => number): BackfillView {
  const startedMs = nowMs();
  const line = (progress: BackfillProgress): string => progressLine(progress, (nowMs() - startedMs) / 1000);
  return isTerminal ? liveList(sources, line) : lines(line, nowMs);
}

/** `google_ads: 12 of 61 slices, 20,412 rows, 4,082 rows/s, about 20 s left`. */
export function progressLine({ source, rows, slicesDone, slicesTotal }: BackfillProgress, seconds: number): string {
  const parts = [`${slicesDone} of ${slicesTotal} slices`, `${count(rows)} rows`];
  if (seconds > 0) parts.push(`${count(rows / seconds)} rows/s`);
  const isMeasured = slicesDone >= slicesTotal * MEASURED_SHARE && seconds >= MEASURED_SECONDS;
  if (isMeasured && slicesDone < slicesTotal) {
    parts.push(`about ${duration((seconds / slicesDone) * (slicesTotal - slicesDone))} left`);
  }
  return `${source}: ${parts.join(", ")}`;
}

/** `google_ads: done, 20,412 rows, 610 slices new, 12 unchanged`; `ga4: nothing left to read …`. */
export function endLine(document: BackfillDocument): string {
  const { source, status, detail } = document;
  const isUntouched = document.slices_swapped + document.slices_unchanged === 0 && document.rows_loaded === 0;
  const counts = [
    `${count(document.rows_loaded)} rows`,
    `${count(document.slices_swapped)} slices new, ${count(document.slices_unchanged)} unchanged`,
  ];
  const parts =
    status === "skipped"
      ? ["nothing left to read (--reset reads again what an earlier backfill has)"]
      : [status, ...(status === "failed" && isUntouched ? [] : counts)];
  if (document.slices_failed > 0) parts.push(`${count(document.slices_failed)} failed`);
  if (document.rows_quarantined > 0) parts.push(`${count(document.rows_quarantined)} rows in quarantine`);
  const reason = status === "done" || detail === null ? "" : `\n  ${detail.replaceAll(" | ", "\n  ")}`;
  return `${source}: ${parts.join(", ")}${reason}`;
}

function lines(line: (progress: BackfillProgress) => string, nowMs: () => number): BackfillView {
  const shownMs = new Map<string, number>();
  return {
    onProgress: (progress) => {
      const last = shownMs.get(progress.source) ?? nowMs();
      if (!shownMs.has(progress.source)) shownMs.set(progress.source, last);
      if (nowMs() - last < LINE_EVERY_MS) return;
      shownMs.set(progress.source, nowMs());
      printMessage(line(progress));
    },
    onEnd: (_source, text) => printMessage(text),
    end: async () => {},
  };
}

function liveList(sources: readonly string[], line: (progress: BackfillProgress) => string): BackfillView {
  const ends = new Map(sources.map((name) => [name, Promise.withResolvers<string>()]));
  const titles = new Map<string, (title: string) => void>();
  const list = new Listr(
    sources.map((name) => ({
      title: name,
      task: async (_context, task) => {
        titles.set(name, (title) => {
          task.title = title;
        });
        task.title = (await ends.get(name)?.promise) ?? name;
      },
    })),
    { concurrent: true, exitOnError: false },
  );
  const shown = list.run();
  return {
    onProgress: (progress) => titles.get(progress.source)?.(line(progress)),
    onEnd: (source, text, isFailed) => {
      if (isFailed) ends.get(source)?.reject(new Error(text));
      else ends.get(source)?.resolve(text);
    },
    end: async () => {
      for (const end of ends.values()) end.resolve("not read");
      await shown;
    },
  };
}

function duration(seconds: number): string {
  return seconds < 120 ? `${count(Math.max(1, seconds))} s` : `${count(seconds / 60)} min`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}
