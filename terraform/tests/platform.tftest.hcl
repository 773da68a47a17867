mock_provider "google" {
  mock_resource "google_cloudfunctions2_function" {
    defaults = { service_config = { uri = "https://function.example" } }
  }
}

variables {
  settings_file = "tests/fixtures/settings.yaml"
  archive       = "tests/fixtures/archive.txt"
}

run "datasets" {
  assert {
    condition     = { for name, dataset in google_bigquery_dataset.dataset : name => dataset.dataset_id } == { for name in ["raw", "staging", "marts", "reporting", "models", "ops", "scratch"] : name => "acme_${name}" }
    error_message = "Seven datasets, with the prefix of the settings."
  }
  assert {
    condition     = alltrue([for dataset in google_bigquery_dataset.dataset : dataset.location == "EU" && dataset.max_time_travel_hours == "48"])
    error_message = "All in the location of the settings; deleted rows are gone after two days."
  }
  assert {
    condition     = { for name, dataset in google_bigquery_dataset.dataset : name => dataset.default_table_expiration_ms if dataset.default_table_expiration_ms != null } == { scratch = 259200000 }
    error_message = "Tables expire in scratch, after three days, and nowhere else."
  }
  assert {
    condition     = toset([for access in google_bigquery_dataset_access.authorised : "${access.dataset_id} to ${access.dataset[0].dataset[0].dataset_id}"]) == toset(["acme_raw to acme_staging", "acme_ops to acme_staging", "acme_staging to acme_marts", "acme_ops to acme_marts", "acme_staging to acme_reporting", "acme_marts to acme_reporting", "acme_models to acme_reporting", "acme_ops to acme_reporting"])
    error_message = "Views read through to what they are built on."
  }
  assert {
    condition     = google_bigquery_dataset_access.dashboard.dataset_id == "acme_reporting" && google_bigquery_dataset_access.dashboard.role == "READER"
    error_message = "Dashboards read reporting, nothing else."
  }
}

run "workflow" {
  assert {
    condition     = google_workflows_workflow.nightly.source_contents == file("workflow.yaml")
    error_message = "The workflow is the rendered one."
  }
  assert {
    condition     = toset(keys(google_workflows_workflow.nightly.user_env_vars)) == toset(["INGEST_URL", "MODEL_URL", "TRANSFORM_URL"])
    error_message = "The workflow knows where each function is."
  }
  assert {
    condition     = toset(keys(google_cloud_run_v2_service_iam_member.workflow)) == toset(["ingest", "model", "transform"]) && alltrue([for member in google_cloud_run_v2_service_iam_member.workflow : member.role == "roles/run.invoker" && member.member == google_service_account.workflow.member])
    error_message = "The workflow's account calls each function, and nobody else does."
  }
}

run "schedule" {
  assert {
    condition     = google_cloud_scheduler_job.nightly.schedule == "0 5,11,17 * * *" && google_cloud_scheduler_job.nightly.time_zone == "Etc/UTC"
    error_message = "Three firings a day, in UTC."
  }
  assert {
    condition     = jsondecode(base64decode(google_cloud_scheduler_job.nightly.http_target[0].body)) == { argument = "{}" }
    error_message = "An execution gets an empty argument."
  }
  assert {
    condition     = google_cloud_scheduler_job.nightly.http_target[0].oauth_token[0].service_account_email == google_service_account.scheduler.email
    error_message = "Fired as the scheduler's own account."
  }
}

run "alerts" {
  variables {
    alert_email = "marketing@example.com"
    budget      = { billing_account = "000000-000000-000000", amount = 200, currency_code = "EUR" }
  }
  assert {
    condition     = google_monitoring_alert_policy.missed_night.conditions[0].condition_absent[0].duration == "57600s"
    error_message = "A missed night is noticed after 16 hours."
  }
  assert {
    condition     = toset(keys(google_monitoring_alert_policy.event)) == toset(["quarantined", "run_failed", "slow_step"]) && alltrue([for policy in google_monitoring_alert_policy.event : length(policy.notification_channels) == 1])
    error_message = "Each alert writes to somebody."
  }
  assert {
    condition     = toset([for rule in google_billing_budget.month[0].threshold_rules : rule.threshold_percent]) == toset([0.5, 0.9, 1])
    error_message = "The budget writes at 50, 90 and 100 %."
  }
}

run "without_mail_and_budget" {
  assert {
    condition     = length(google_monitoring_notification_channel.email) == 0 && length(google_billing_budget.month) == 0
    error_message = "Nobody is written to unless somebody is named."
  }
}
