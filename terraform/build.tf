resource "google_service_account" "build" {
  project      = local.project
  account_id   = "mw-build"
  display_name = "marketing-warehouse build"
}

resource "google_project_iam_member" "build" {
  project = local.project
  role    = "roles/cloudbuild.builds.builder"
  member  = google_service_account.build.member
}
