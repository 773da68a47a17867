import { z } from "zod";

/** RE2 patterns over lower-cased text; an absent one matches anything, also a missing value. */
const rule = z.strictObject({
  channel: z.string().min(1),
  source: z.string().optional(),
  medium: z.string().optional(),
  campaign: z.string().optional(),
  is_paid: z.boolean().default(false),
  is_direct: z.boolean().default(false),
});

export const channelRules = z.array(rule).min(1);

/**
 * Default channel grouping over utm_source and utm_medium, in the spirit of GA4's: paid before organic, named media
 * before guesses by source; what matches nothing is `(other)`. A missing value is matched as empty text.
 */
export const defaultChannels: z.output<typeof channelRules> = [
  {
    channel: "paid_search",
    source: "google|bing|yahoo|adwords|duckduckgo|baidu|yandex",
    medium: "^(.*cp.*|ppc|retargeting|paid.*)$",
    is_paid: true,
    is_direct: false,
  },
  {
    channel: "paid_search",
    medium: "^(cpc|ppc|sem|paid[ _-]?search)$",
    source: "^$|adwords|google",
    is_paid: true,
    is_direct: false,
  },
  {
    channel: "paid_video",
    source: "youtube|vimeo|twitch|disneyplus|netflix|hulu",
    medium: "^(.*cp.*|ppc|retargeting|paid.*)$",
    is_paid: true,
    is_direct: false,
  },
  {
    channel: "paid_social",
    source: "facebook|instagram|^fb$|^ig$|meta|linkedin|twitter|tiktok|pinterest|snapchat|reddit",
    medium: "^(.*cp.*|ppc|retargeting|paid.*)$",
    is_paid: true,
    is_direct: false,
  },
  { channel: "paid_social", medium: "^paid[ _-]?social$", is_paid: true, is_direct: false },
  { channel: "display", medium: "^(display|banner|expandable|interstitial|cpm)$", is_paid: true, is_direct: false },
  { channel: "paid_other", medium: "^(.*cp.*|ppc|retargeting|paid.*)$", is_paid: true, is_direct: false },
  { channel: "affiliate", medium: "^affiliates?$", is_paid: true, is_direct: false },
  { channel: "email", medium: "^e[-_ ]?mail$|newsletter", is_paid: false, is_direct: false },
  { channel: "email", source: "^e[-_ ]?mail$|newsletter", is_paid: false, is_direct: false },
  {
    channel: "organic_social",
    medium: "^(social|social[-_ ]network|social[-_ ]media|sm|organic[-_ ]?social)$",
    is_paid: false,
    is_direct: false,
  },
  { channel: "organic_search", medium: "^organic([-_ ]?search)?$", is_paid: false, is_direct: false },
  { channel: "referral", medium: "^(referral|app|link)$", is_paid: false, is_direct: false },
  {
    channel: "organic_search",
    source: "^(google|bing|yahoo|duckduckgo|baidu|yandex)$|^organic[-_ ]?search$",
    medium: "^$",
    is_paid: false,
    is_direct: false,
  },
  {
    channel: "organic_social",
    source: "facebook|instagram|linkedin|twitter|tiktok|pinterest|reddit|^social$",
    medium: "^$",
    is_paid: false,
    is_direct: false,
  },
  {
    channel: "direct",
    source: "^(\\(direct\\)|direct(_traffic)?)?$",
    medium: "^(\\(none\\)|none|direct)?$",
    is_paid: false,
    is_direct: true,
  },
];
