resource "google_storage_bucket" "source" {
  project                     = local.project
  name                        = "${local.project}-${replace(local.prefix, "_", "-")}functions"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  depends_on = [google_project_service.api]
}

resource "google_storage_bucket_object" "source" {
  bucket = google_storage_bucket.source.name
  name   = "${filesha256(var.archive)}.zip"
  source = var.archive
}
