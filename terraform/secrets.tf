locals {
  # Secret Manager's ids have no dots and slashes: GOOGLE_CLIENT_SECRET, and /secrets/ga4/key.json as secrets-ga4-key-json.
  secrets = merge(
    { for name in local.secret_names : name => name },
    { for file in local.secret_files : file => replace(trimprefix(file, "/"), "/[^A-Za-z0-9_-]/", "-") },
  )
}

# Created empty: values are added by a person, never by Terraform, whose state would hold them.
resource "google_secret_manager_secret" "secret" {
  for_each = local.secrets

  project   = local.project
  secret_id = each.value

  replication {
    auto {}
  }

  depends_on = [google_project_service.api]
}
