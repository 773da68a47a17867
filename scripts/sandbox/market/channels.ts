/** The paid channels of the simulated market. */
export type Channel = "paid_search" | "performance_max" | "paid_video" | "display" | "paid_social" | "retargeting";
