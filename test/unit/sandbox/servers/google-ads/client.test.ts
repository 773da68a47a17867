import { GoogleAdsApi } from "google-ads-api";
import { expect, test } from "vitest";
import { MANAGER_ID } from "../../../../../scripts/sandbox/servers/google-ads/accounts.ts";
import { small } from "../../market/markets.ts";
import { CLIENT, googleAds, type Json, REFRESH_GRANT } from "./google-ads.ts";

/** What of the client's inside is replaced, so that it talks to loopback without TLS. */
interface Seam {
  getAccessToken(): Promise<string>;
  prepareGoogleAdsServicePostRequestArgs(...parameters: readonly unknown[]): { readonly url: string };
}

test("Google's rows are read by the google-ads-api client as it reads Google", async () => {
  const { url, accessToken, rows } = await googleAds();
  const api = new GoogleAdsApi({
    client_id: REFRESH_GRANT.client_id,
    client_secret: REFRESH_GRANT.client_secret,
    developer_token: "",
    disable_parsing: false,
  });
  const customer = api.Customer({
    customer_id: CLIENT,
    login_customer_id: MANAGER_ID,
    refresh_token: REFRESH_GRANT.refresh_token,
  });
  const seam = customer as unknown as Seam;
  seam.getAccessToken = async () => accessToken;
  const prepare = seam.prepareGoogleAdsServicePostRequestArgs.bind(customer);
  seam.prepareGoogleAdsServicePostRequestArgs = (...parameters) => {
    const request = prepare(...parameters);
    return { ...request, url: request.url.replace("https://googleads.googleapis.com", url) };
  };
  const query = `SELECT campaign.id, campaign.name, campaign.status, segments.date, segments.device, metrics.cost_micros, metrics.conversions
    FROM campaign WHERE segments.date BETWEEN '${small.firstDay}' AND '${small.lastDay}'`;
  const parsed: readonly Json[] = await customer.query(query);
  const sent = await rows(query);
  expect(parsed.length).toBe(sent.length);
  expect(parsed.map(({ campaign, segments, metrics }) => [campaign.id, segments.date, metrics.cost_micros])).toEqual(
    sent.map(({ campaign, segments, metrics }) => [Number(campaign.id), segments.date, Number(metrics.costMicros)]),
  );
  await expect(customer.query("SELECT campaign.start_date FROM campaign")).rejects.toMatchObject({
    errors: [{ message: "Unrecognized field in the query: 'campaign.start_date'." }],
  });
});
