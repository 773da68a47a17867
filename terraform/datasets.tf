locals {
  datasets = {
    raw       = "What was loaded, as it was read."
    staging   = "One view a raw table: renamed, typed, deduplicated."
    marts     = "Facts, dimensions, attribution and model input."
    reporting = "What dashboards read."
    models    = "Runs, versions and results of the models."
    ops       = "Run ledger, loads, quarantine and settings that views read."
    scratch   = "Stages of loads; what is left of a broken one goes after three days."
  }

  # Readers of a dataset of views may read through them what they do not see: reader → what its views read.
  views = {
    staging   = ["raw", "ops"]
    marts     = ["staging", "ops"]
    reporting = ["staging", "marts", "models", "ops"]
  }
  authorised = merge([
    for reader, read in local.views : { for name in read : "${reader}_reads_${name}" => { reader = reader, read = name } }
  ]...)
}

# Tables and views are not Terraform's: `deploy` migrates them with the deployer's rights.
resource "google_bigquery_dataset" "dataset" {
  for_each = local.datasets

  project                     = local.project
  dataset_id                  = "${local.prefix}${each.key}"
  description                 = each.value
  location                    = local.location
  max_time_travel_hours       = "48"
  default_table_expiration_ms = each.key == "scratch" ? 3 * 24 * 60 * 60 * 1000 : null
  delete_contents_on_destroy  = false

  depends_on = [google_project_service.api]
}

# Access entries, not IAM members: those would remove the authorisations of other datasets.
resource "google_bigquery_dataset_access" "authorised" {
  for_each = local.authorised

  project    = local.project
  dataset_id = google_bigquery_dataset.dataset[each.value.read].dataset_id

  dataset {
    target_types = ["VIEWS"]
    dataset {
      project_id = local.project
      dataset_id = google_bigquery_dataset.dataset[each.value.reader].dataset_id
    }
  }
}
