-- No lead leaves a stage before it entered it.
-- Returns: status changes that end before they begin.
select
    lead_id,
    change_number,
    status,
    entered_at,
    left_at,
from marts.fct_lead_stages
where left_at < entered_at
