-- Leads from files. Contact data are hashes only.
-- Grain: one row per kept row of a file. Row key: lead_id.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__leads as
with file_leads as (
    select *
    from raw.file_leads
),

final as (
    select
        lead_id,
        campaign_id,
        person_key,
        email_sha256_google,
        email_sha256_meta,
        phone_sha256_google,
        phone_sha256_meta,
        status,
        source,
        medium,
        campaign,
        landing_page,
        created_at,
        value,
        currency_code,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_leads
    qualify rank() over (
        partition by
            lead_id
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
