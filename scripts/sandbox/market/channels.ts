/** The paid channels of the simulated market. */
export type Channel = "paid_search" | "performance_max" | "paid_video" | "display" | "paid_social" | "retargeting";

/** How a channel spends and works. Money in EUR; an account's currency is converted at the day's rate. */
export interface ChannelSettings {
  /** Planned spend a day of the whole channel, shared by its campaigns. */
  readonly dailyEur: number;
  /** Days on air, then days off, repeated; 0 off is always on. */
  readonly onDays: number;
  readonly offDays: number;
  /** Share of yesterday's advertising pressure that still works today. */
  readonly decay: number;
  /** Pressure at which demand has grown to ln 2 of its scale. */
  readonly halfPointEur: number;
  /** Weights of the channel's demand against base demand of 1 a day: leads and purchases at ln(1 + pressure / half point) = 1. */
  readonly leads: number;
  readonly purchases: number;
  readonly wonLogOdds: number;
  readonly cpcEur: number;
  /** Clicks per impression. */
  readonly ctr: number;
  /** Share of impressions without a click that are watched: 3 seconds on Facebook, TrueView on Google. */
  readonly viewRate: number;
  /** Share of people moved by an ad that they saw and did not click. */
  readonly viewShare: number;
  /** How much likelier than its share of clicks the channel meets people who buy anyway: brand search, retargeting. */
  readonly meetsBuyers: number;
}

export const channelSettings: Readonly<Record<Channel, ChannelSettings>> = {
  paid_search: {
    dailyEur: 820,
    onDays: 1,
    offDays: 0,
    decay: 0.2,
    halfPointEur: 900,
    leads: 0.75,
    purchases: 0.5,
    wonLogOdds: 0.6,
    cpcEur: 2.1,
    ctr: 0.052,
    viewRate: 0,
    viewShare: 0,
    meetsBuyers: 2.5,
  },
  performance_max: {
    dailyEur: 420,
    onDays: 1,
    offDays: 0,
    decay: 0.3,
    halfPointEur: 500,
    leads: 0.25,
    purchases: 0.55,
    wonLogOdds: 0,
    cpcEur: 0.9,
    ctr: 0.015,
    viewRate: 0,
    viewShare: 0.15,
    meetsBuyers: 1.5,
  },
  paid_video: {
    dailyEur: 380,
    onDays: 21,
    offDays: 14,
    decay: 0.6,
    halfPointEur: 900,
    leads: 0.35,
    purchases: 0.4,
    wonLogOdds: -0.2,
    cpcEur: 1.6,
    ctr: 0.007,
    viewRate: 0.28,
    viewShare: 0.5,
    meetsBuyers: 0.4,
  },
  display: {
    dailyEur: 150,
    onDays: 18,
    offDays: 10,
    decay: 0.35,
    halfPointEur: 250,
    leads: 0.1,
    purchases: 0.1,
    wonLogOdds: -0.3,
    cpcEur: 0.7,
    ctr: 0.005,
    viewRate: 0,
    viewShare: 0.4,
    meetsBuyers: 0.6,
  },
  paid_social: {
    dailyEur: 780,
    onDays: 28,
    offDays: 7,
    decay: 0.5,
    halfPointEur: 1500,
    leads: 0.7,
    purchases: 0.6,
    wonLogOdds: -0.5,
    cpcEur: 1.2,
    ctr: 0.011,
    viewRate: 0.2,
    viewShare: 0.3,
    meetsBuyers: 0.6,
  },
  retargeting: {
    dailyEur: 190,
    onDays: 1,
    offDays: 0,
    decay: 0.3,
    halfPointEur: 250,
    leads: 0.08,
    purchases: 0.15,
    wonLogOdds: 0.2,
    cpcEur: 0.8,
    ctr: 0.013,
    viewRate: 0.15,
    viewShare: 0.4,
    meetsBuyers: 6,
  },
};

export const channelNames = Object.keys(channelSettings) as readonly Channel[];
