/** Everything that a reading leaves behind, load ids, instants and attempts apart. */
export const INGEST_CONTENT = {
  daily: "select account_id, date_day, campaign_id, cost_micros, conversions, currency_code from raw.fake_daily",
  notes: "select account_id, date_day, note from raw.fake_daily_notes",
  contacts: "select account_id, id, changed_at, stage, deleted_at is not null as is_deleted from raw.fake_contacts",
  stages: "select account_id, record_id, changed_at, stage from raw.fake_stages",
  campaigns: `select account_id, campaign_id, campaign_name, deleted_at is not null as is_deleted from raw.fake_campaigns
    qualify row_number() over (partition by account_id, campaign_id order by observed_at desc, loaded_at desc) = 1`,
};
