resource "google_service_account" "workflow" {
  project      = local.project
  account_id   = "mw-workflow"
  display_name = "marketing-warehouse workflow"
}

resource "google_cloud_run_v2_service_iam_member" "workflow" {
  for_each = local.functions

  project  = local.project
  location = var.region
  name     = module.function[each.key].name
  role     = "roles/run.invoker"
  member   = google_service_account.workflow.member
}

resource "google_workflows_workflow" "nightly" {
  project         = local.project
  region          = var.region
  name            = "mw-nightly"
  description     = "The nightly graph: asks each step's function, in order."
  service_account = google_service_account.workflow.id
  source_contents = file("${path.module}/workflow.yaml")

  user_env_vars = { for name, function in module.function : "${upper(name)}_URL" => function.url }

  depends_on = [google_project_service.api]
}
