import type { RawRow } from "../source.ts";
import type { Creative } from "./schema.ts";

type Texts = Readonly<Record<"title" | "body" | "link_url", string | undefined>>;

/** Title, text and link of a creative, from the first place that has any of them: often they stand only in the story or the asset feed. */
export function creativeTexts(creative: Creative): RawRow {
  const { title, body, link_url, object_story_spec: story, asset_feed_spec: feed } = creative;
  const places: readonly (readonly [string, Texts])[] = [
    ["creative", { title, body, link_url }],
    [
      "object_story_spec",
      {
        title: story?.link_data?.name ?? story?.video_data?.title,
        body: story?.link_data?.message ?? story?.video_data?.message,
        link_url: story?.link_data?.link ?? story?.video_data?.call_to_action?.value?.link,
      },
    ],
    [
      "asset_feed_spec",
      {
        title: feed?.titles?.[0]?.text,
        body: feed?.bodies?.[0]?.text,
        link_url: feed?.link_urls?.[0]?.website_url,
      },
    ],
  ];
  const found = places.find(([, texts]) => Object.values(texts).some((text) => text !== undefined && text !== ""));
  const first = (name: keyof Texts): string | null =>
    places.map(([, texts]) => texts[name]).find((text) => text !== undefined && text !== "") ?? null;
  return {
    title: first("title"),
    body: first("body"),
    link_url: first("link_url"),
    text_source: found?.[0] ?? null,
  };
}

/** Without the signature of Meta's image hosts: it is new each day, and would make the creative a new one each day. */
export function stableImageUrl(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text)) return text ?? null;
  const url = new URL(text);
  if (/(^|\.)fbcdn\.net$/.test(url.hostname)) url.search = "";
  return url.href;
}
