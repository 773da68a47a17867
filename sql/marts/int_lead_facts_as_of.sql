-- What was known about a lead when it was scored: the only place where facts meet instants, so that no feature can look ahead.
-- Grain: one row per lead_id, score_at and fact: the latest value with known_at before score_at. Times are UTC.
-- campaign_… facts are those of the lead's campaign over the 28 days up to its last final day before score_at.
create or replace view marts.int_lead_facts_as_of as
with instants as (
    select *
    from marts.int_lead_instants
),

lead_facts as (
    select *
    from marts.int_lead_facts
),

leads as (
    select *
    from marts.int_leads
),

campaign_windows as (
    select *
    from marts.int_lead_campaign_windows
),

of_leads as (
    select
        instants.lead_id,
        instants.score_at,
        lead_facts.fact,
        lead_facts.value_number,
        lead_facts.value_text,
        lead_facts.known_at,
    from instants
    inner join lead_facts
        on instants.lead_id = lead_facts.lead_id
        and lead_facts.known_at < instants.score_at
    qualify row_number() over (
        partition by instants.lead_id, instants.score_at, lead_facts.fact
        order by lead_facts.known_at desc, lead_facts.value_number desc, lead_facts.value_text desc
    ) = 1
),

of_campaigns as (
    select
        instants.lead_id,
        instants.score_at,
        campaign_windows.* except (platform, account_id, campaign_id, superseded_at),
    from instants
    inner join leads
        on instants.lead_id = leads.lead_id
    inner join campaign_windows
        on leads.platform = campaign_windows.platform
        and leads.account_id = campaign_windows.account_id
        and leads.campaign_id = campaign_windows.campaign_id
        and campaign_windows.known_at < instants.score_at
        and coalesce(campaign_windows.superseded_at >= instants.score_at, true)
),

campaign_facts as (
    select
        of_campaigns.lead_id,
        of_campaigns.score_at,
        cell.fact,
        cell.value_number,
        cast(null as string) as value_text,
        of_campaigns.known_at,
    from of_campaigns
    cross join unnest([
        struct('campaign_spend_28_days' as fact, of_campaigns.spend as value_number),
        struct('campaign_ctr' as fact, of_campaigns.ctr as value_number),
        struct('campaign_cpc' as fact, of_campaigns.cpc as value_number),
        struct('campaign_cpa' as fact, of_campaigns.cpa as value_number),
        struct('campaign_cpl' as fact, of_campaigns.cpl as value_number),
        struct('campaign_conversion_rate' as fact, of_campaigns.conversion_rate as value_number),
        struct('campaign_cpl_to_median' as fact, of_campaigns.cpl_to_median as value_number)
    ]) as cell
    where cell.value_number is not null
),

final as (
    select *
    from of_leads
    union all
    select *
    from campaign_facts
)

select *
from final
