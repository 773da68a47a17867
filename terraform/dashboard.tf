resource "google_service_account" "dashboard" {
  project      = local.project
  account_id   = "mw-dashboard"
  display_name = "marketing-warehouse dashboard"
}

resource "google_bigquery_dataset_access" "dashboard" {
  project       = local.project
  dataset_id    = google_bigquery_dataset.dataset["reporting"].dataset_id
  role          = "READER"
  user_by_email = google_service_account.dashboard.email
}

resource "google_project_iam_member" "dashboard" {
  project = local.project
  role    = "roles/bigquery.jobUser"
  member  = google_service_account.dashboard.member
}
