output "functions" {
  description = "Address of each function."
  value       = { for name, function in module.function : name => function.url }
}

output "workflow" {
  description = "Name of the nightly workflow."
  value       = google_workflows_workflow.nightly.name
}

output "dashboard_account" {
  description = "Account that dashboards read with."
  value       = google_service_account.dashboard.email
}

output "secrets" {
  description = "Secret of each reference in settings.yaml: add its value as a version, and name that in secret_versions."
  value       = { for reference, secret in google_secret_manager_secret.secret : reference => secret.secret_id }
}
