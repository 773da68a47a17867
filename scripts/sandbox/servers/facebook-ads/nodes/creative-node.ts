import type { FacebookCreative } from "../../../market/facebook.ts";
import { creativeFields } from "../graph/field-names.ts";
import type { NodeType } from "../graph/field-selection.ts";
import type { Seen } from "./campaign-node.ts";
import type { CreativeObject } from "./world.ts";

const PAGE_ID = "104200000000001";

/** A value that stands in the creative itself; in the others it stands only in `object_story_spec`. */
const own =
  (value: (creative: FacebookCreative) => unknown) =>
  ({ object }: Seen<CreativeObject>): unknown =>
    object.ad.creative.textIn === "creative" ? value(object.ad.creative) : undefined;

export const creativeNode: NodeType<Seen<CreativeObject>> = {
  typeName: "AdCreative",
  fieldNames: creativeFields,
  values: {
    id: ({ object }) => object.id,
    account_id: ({ object }) => object.account.accountId,
    name: ({ object }) => object.ad.creative.name,
    status: () => "ACTIVE",
    object_type: ({ object }) => (object.ad.creative.videoId === null ? "SHARE" : "VIDEO"),
    call_to_action_type: ({ object }) => object.ad.creative.callToActionType,
    image_url: ({ object }) => object.ad.creative.imageUrl,
    video_id: ({ object }) => object.ad.creative.videoId,
    url_tags: ({ object }) => object.ad.creative.urlTags,
    title: own(({ title }) => title),
    body: own(({ body }) => body),
    link_url: own(({ linkUrl }) => linkUrl),
    object_story_spec: ({ object }) => storySpec(object.ad.creative),
  },
  defaults: ["id"],
};

function storySpec(creative: FacebookCreative): Readonly<Record<string, unknown>> | undefined {
  if (creative.textIn === "creative") return undefined;
  const { title, body, linkUrl, callToActionType, videoId, imageUrl } = creative;
  const callToAction = { type: callToActionType, value: { link: linkUrl } };
  return {
    page_id: PAGE_ID,
    ...(videoId === null
      ? { link_data: { name: title, message: body, link: linkUrl, picture: imageUrl, call_to_action: callToAction } }
      : { video_data: { title, message: body, video_id: videoId, call_to_action: callToAction } }),
  };
}
