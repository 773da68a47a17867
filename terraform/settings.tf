locals {
  settings = yamldecode(file(var.settings_file))
  project  = local.settings.warehouse.project
  location = local.settings.warehouse.location
  prefix   = try("${local.settings.warehouse.dataset_prefix}_", "")
  sources  = try(local.settings.sources, {})

  # Names of secrets, wherever a source or the pepper refers to one. Values stand nowhere in the settings.
  secret_names = toset([
    for match in regexall("\"env:([A-Za-z_][A-Za-z0-9_]*)\"", jsonencode([local.sources, try(local.settings.privacy, {})])) : match[0]
  ])
  secret_files = toset([
    for match in regexall("\"service_account_file\":\"(/[^\"]+)\"", jsonencode(local.sources)) : match[0]
  ])
}

check "settings" {
  assert {
    condition     = try(local.settings.warehouse.engine, "duckdb") == "bigquery"
    error_message = "settings.yaml: expected warehouse.engine bigquery: functions share no disk."
  }
  assert {
    condition     = can(regex("^env:", local.settings.privacy.pepper))
    error_message = "settings.yaml: expected privacy.pepper: a function keeps no file in which one could be made."
  }
  assert {
    condition     = length(distinct([for file in local.secret_files : dirname(file)])) == length(local.secret_files)
    error_message = "settings.yaml: expected each service_account_file in a folder of its own: a secret is mounted as one."
  }
}
