# One function a group of steps, each with an account of its own that may do what its steps need and nothing else.
# Whoever loads rows stages them in scratch.
locals {
  functions = {
    ingest = {
      memory_mib    = 1024
      max_instances = 5
      viewer        = []
      editor        = ["raw", "scratch", "ops"]
      reads_secrets = true
    }
    transform = {
      memory_mib    = 512
      max_instances = 1
      viewer        = ["raw", "models"]
      editor        = ["staging", "marts", "reporting", "ops", "scratch"]
      reads_secrets = false
    }
    model = {
      memory_mib    = 2048
      max_instances = 1
      viewer        = ["marts"]
      editor        = ["models", "ops", "scratch"]
      reads_secrets = false
    }
  }
}

module "function" {
  for_each = local.functions
  source   = "./modules/function"

  project       = local.project
  region        = var.region
  name          = each.key
  memory_mib    = each.value.memory_mib
  max_instances = each.value.max_instances
  viewer        = { for name in each.value.viewer : name => google_bigquery_dataset.dataset[name].dataset_id }
  editor        = { for name in each.value.editor : name => google_bigquery_dataset.dataset[name].dataset_id }
  secrets = each.value.reads_secrets ? {
    for reference, secret in google_secret_manager_secret.secret : reference => {
      secret_id = secret.secret_id
      version   = lookup(var.secret_versions, reference, null)
    }
  } : {}
  source_bucket = google_storage_bucket.source.name
  source_object = google_storage_bucket_object.source.name
  build_account = google_service_account.build.name

  depends_on = [google_project_service.api, google_project_iam_member.build]
}
