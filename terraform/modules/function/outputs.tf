output "name" {
  description = "Name of the function, and of the Cloud Run service that answers for it."
  value       = google_cloudfunctions2_function.function.name
}

output "url" {
  description = "Address of the function."
  value       = google_cloudfunctions2_function.function.service_config[0].uri
}

output "grants" {
  description = "Dataset ids that its account reads and writes."
  value = {
    viewer = sort([for access in google_bigquery_dataset_access.viewer : access.dataset_id if access.role == "READER"])
    editor = sort([for access in google_bigquery_dataset_access.editor : access.dataset_id if access.role == "WRITER"])
  }
}

output "secrets" {
  description = "Secrets that its account reads."
  value       = sort([for member in google_secret_manager_secret_iam_member.reader : member.secret_id])
}

output "mounted" {
  description = "Version of each secret that it runs with."
  value = merge(
    { for variable in google_cloudfunctions2_function.function.service_config[0].secret_environment_variables : variable.key => variable.version },
    { for volume in google_cloudfunctions2_function.function.service_config[0].secret_volumes : "${volume.mount_path}/${volume.versions[0].path}" => volume.versions[0].version },
  )
}

output "shape" {
  description = "What it runs as and with."
  value = {
    runtime     = google_cloudfunctions2_function.function.build_config[0].runtime
    target      = google_cloudfunctions2_function.function.build_config[0].entry_point
    memory      = google_cloudfunctions2_function.function.service_config[0].available_memory
    instances   = google_cloudfunctions2_function.function.service_config[0].max_instance_count
    concurrency = google_cloudfunctions2_function.function.service_config[0].max_instance_request_concurrency
    timeout_s   = google_cloudfunctions2_function.function.service_config[0].timeout_seconds
    ingress     = google_cloudfunctions2_function.function.service_config[0].ingress_settings
  }
}
