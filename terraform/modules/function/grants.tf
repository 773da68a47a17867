# READER and WRITER are what BigQuery calls data viewer and data editor in a dataset's own list.
resource "google_bigquery_dataset_access" "viewer" {
  for_each = var.viewer

  project       = var.project
  dataset_id    = each.value
  role          = "READER"
  user_by_email = google_service_account.function.email
}

resource "google_bigquery_dataset_access" "editor" {
  for_each = var.editor

  project       = var.project
  dataset_id    = each.value
  role          = "WRITER"
  user_by_email = google_service_account.function.email
}

resource "google_project_iam_member" "job_user" {
  project = var.project
  role    = "roles/bigquery.jobUser"
  member  = google_service_account.function.member
}

resource "google_secret_manager_secret_iam_member" "reader" {
  for_each = var.secrets

  project   = var.project
  secret_id = each.value.secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.function.member
}
