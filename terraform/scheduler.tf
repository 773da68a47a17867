resource "google_service_account" "scheduler" {
  project      = local.project
  account_id   = "mw-scheduler"
  display_name = "marketing-warehouse scheduler"
}

resource "google_project_iam_member" "scheduler" {
  project = local.project
  role    = "roles/workflows.invoker"
  member  = google_service_account.scheduler.member
}

resource "google_cloud_scheduler_job" "nightly" {
  project          = local.project
  region           = var.region
  name             = "mw-nightly"
  description      = "Fires the nightly workflow; what is done is skipped."
  schedule         = var.schedule
  time_zone        = "Etc/UTC"
  attempt_deadline = "180s"

  retry_config {
    retry_count = 3
  }

  http_target {
    http_method = "POST"
    uri         = "https://workflowexecutions.googleapis.com/v1/${google_workflows_workflow.nightly.id}/executions"
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(jsonencode({ argument = "{}" }))

    oauth_token {
      service_account_email = google_service_account.scheduler.email
    }
  }

  lifecycle {
    # `schedule pause` and `schedule resume` set it.
    ignore_changes = [paused]
  }
}
