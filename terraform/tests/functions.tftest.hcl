mock_provider "google" {
  mock_resource "google_cloudfunctions2_function" {
    defaults = { service_config = { uri = "https://function.example" } }
  }
}

variables {
  settings_file   = "tests/fixtures/settings.yaml"
  archive         = "tests/fixtures/archive.txt"
  secret_versions = { GOOGLE_CLIENT_SECRET = "3", MARKETING_WAREHOUSE_PEPPER = "1", "/secrets/ga4/key.json" = "2" }
}

run "grants" {
  assert {
    condition     = toset(keys(module.function)) == toset(["ingest", "model", "transform"])
    error_message = "One function a group of steps."
  }
  assert {
    condition = jsonencode({ for name, function in module.function : name => function.grants }) == jsonencode({
      ingest = {
        viewer = []
        editor = ["acme_ops", "acme_raw", "acme_scratch"]
      }
      transform = {
        viewer = ["acme_models", "acme_raw"]
        editor = ["acme_marts", "acme_ops", "acme_reporting", "acme_scratch", "acme_staging"]
      }
      model = {
        viewer = ["acme_marts"]
        editor = ["acme_models", "acme_ops", "acme_scratch"]
      }
    })
    error_message = "Each account reads and writes its own datasets only."
  }
  assert {
    condition     = jsonencode({ for name, function in module.function : name => function.secrets if length(function.secrets) > 0 }) == jsonencode({ ingest = ["GOOGLE_ADS_REFRESH_TOKEN", "GOOGLE_CLIENT_SECRET", "HUBSPOT_ACCESS_TOKEN", "MARKETING_WAREHOUSE_PEPPER", "secrets-ga4-key-json"] })
    error_message = "Only ingest reads secrets: those that settings name."
  }
}

run "functions" {
  assert {
    condition = { for name, function in module.function : name => function.shape } == {
      ingest    = { memory = "1024Mi", instances = 5, concurrency = 1, timeout_s = 1800, ingress = "ALLOW_INTERNAL_ONLY", runtime = "nodejs24", target = "ingest" }
      transform = { memory = "512Mi", instances = 1, concurrency = 1, timeout_s = 1800, ingress = "ALLOW_INTERNAL_ONLY", runtime = "nodejs24", target = "transform" }
      model     = { memory = "2048Mi", instances = 1, concurrency = 1, timeout_s = 1800, ingress = "ALLOW_INTERNAL_ONLY", runtime = "nodejs24", target = "model" }
    }
    error_message = "Memory, instances, time and ingress of each function."
  }
  assert {
    condition     = module.function["ingest"].mounted == { GOOGLE_CLIENT_SECRET = "3", MARKETING_WAREHOUSE_PEPPER = "1", "/secrets/ga4/key.json" = "2" }
    error_message = "Secrets with a version are mounted, by that version."
  }
  assert {
    condition     = google_storage_bucket_object.source.name == "${filesha256("tests/fixtures/archive.txt")}.zip"
    error_message = "The archive is named by its content."
  }
}

run "a_version_is_a_number" {
  command = plan
  variables { secret_versions = { GOOGLE_CLIENT_SECRET = "latest" } }
  expect_failures = [var.secret_versions]
}

run "settings_that_cannot_work" {
  command = plan
  variables { settings_file = "tests/fixtures/embedded.yaml" }
  expect_failures = [check.settings]
}
