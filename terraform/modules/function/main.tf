locals {
  # Both sides wait as long for one answer.
  timeout_s = 1800

  mounted   = { for reference, secret in var.secrets : reference => secret if secret.version != null }
  variables = { for reference, secret in local.mounted : reference => secret if !startswith(reference, "/") }
  files     = { for reference, secret in local.mounted : reference => secret if startswith(reference, "/") }
}

resource "google_service_account" "function" {
  project      = var.project
  account_id   = "mw-${var.name}"
  display_name = "marketing-warehouse ${var.name}"
}

resource "google_cloudfunctions2_function" "function" {
  project  = var.project
  location = var.region
  name     = "mw-${var.name}"

  build_config {
    runtime         = "nodejs24"
    entry_point     = var.name
    service_account = var.build_account

    source {
      storage_source {
        bucket = var.source_bucket
        object = var.source_object
      }
    }
  }

  service_config {
    service_account_email            = google_service_account.function.email
    available_memory                 = "${var.memory_mib}Mi"
    timeout_seconds                  = local.timeout_s
    max_instance_count               = var.max_instances
    max_instance_request_concurrency = 1
    # Workflows of the same project gets in.
    ingress_settings = "ALLOW_INTERNAL_ONLY"

    environment_variables = {
      NODE_ENV                     = "production"
      GOOGLE_CLOUD_PROJECT         = var.project
      MARKETING_WAREHOUSE_DATA_DIR = "/tmp/marketing-warehouse"
    }

    dynamic "secret_environment_variables" {
      for_each = local.variables
      content {
        key        = secret_environment_variables.key
        project_id = var.project
        secret     = secret_environment_variables.value.secret_id
        version    = secret_environment_variables.value.version
      }
    }

    dynamic "secret_volumes" {
      for_each = local.files
      content {
        mount_path = dirname(secret_volumes.key)
        project_id = var.project
        secret     = secret_volumes.value.secret_id
        versions {
          version = secret_volumes.value.version
          path    = basename(secret_volumes.key)
        }
      }
    }
  }

  depends_on = [google_secret_manager_secret_iam_member.reader]
}
