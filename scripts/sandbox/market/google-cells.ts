import type { Cell } from "./cells.ts";
import type { GoogleCampaign, GoogleDevice, GoogleNetwork } from "./google.ts";
import type { GoogleEntity } from "./google-entities.ts";

export interface GoogleCell extends Cell {
  readonly adGroupId: string | null;
  readonly adId: string | null;
  readonly assetGroupId: string | null;
  readonly device: GoogleDevice;
  readonly network: GoogleNetwork;
}

const DEVICES: readonly { readonly device: GoogleDevice; readonly share: number; readonly cost: number }[] = [
  { device: "MOBILE", share: 0.6, cost: 0.9 },
  { device: "DESKTOP", share: 0.33, cost: 1.2 },
  { device: "TABLET", share: 0.07, cost: 0.95 },
];
const TELEVISION = { device: "CONNECTED_TV", share: 0.15, cost: 0.7 } as const;
const NETWORKS: Readonly<
  Record<GoogleCampaign["channelType"], readonly { readonly network: GoogleNetwork; readonly share: number }[]>
> = {
  SEARCH: [
    { network: "SEARCH", share: 0.85 },
    { network: "SEARCH_PARTNERS", share: 0.15 },
  ],
  PERFORMANCE_MAX: [{ network: "MIXED", share: 1 }],
  VIDEO: [{ network: "YOUTUBE", share: 1 }],
  DISPLAY: [{ network: "CONTENT", share: 1 }],
};

/** The finest cells of a campaign: ad × device × network, of Performance Max asset group × device × network. */
export function googleCells({ campaign, spans }: GoogleEntity): readonly GoogleCell[] {
  const ads = campaign.adGroups.flatMap((adGroup, g) =>
    adGroup.ads.map(({ id }, a) => ({
      key: id,
      adGroupId: adGroup.id,
      adId: id,
      assetGroupId: null,
      weight: 1 / ((1 + g) * (1 + 0.6 * a)),
      impressionFactor: 0.9 + 0.2 * a,
    })),
  );
  const assetGroups = campaign.assetGroups.map(({ id }, g) => ({
    key: id,
    adGroupId: null,
    adId: null,
    assetGroupId: id,
    weight: 1 / (1 + g),
    impressionFactor: 1,
  }));
  const devices = campaign.channelType === "VIDEO" ? [...DEVICES, TELEVISION] : DEVICES;
  return [...ads, ...assetGroups].flatMap(({ key, weight, impressionFactor, ...owner }) => {
    const { firstDay, endDay } = spans.get(key) ?? { firstDay: 0, endDay: 0 };
    return devices.flatMap(({ device, share, cost }) =>
      NETWORKS[campaign.channelType].map(({ network, share: part }) => ({
        ...owner,
        device,
        network,
        weight: weight * share * part,
        impressionFactor: impressionFactor * (network === "SEARCH_PARTNERS" ? 2.5 : 1),
        costFactor: cost * (network === "SEARCH_PARTNERS" ? 0.6 : 1),
        firstDay,
        endDay,
      })),
    );
  });
}
