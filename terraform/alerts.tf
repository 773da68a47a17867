locals {
  channels = [for channel in google_monitoring_notification_channel.email : channel.id]

  # Lines of the functions' logs by their event, never by their text.
  events = {
    run_fresh   = "jsonPayload.event=\"run.fresh\""
    run_failed  = "jsonPayload.event=\"run.ended\" AND jsonPayload.status=(\"failed\" OR \"partial\")"
    slow_step   = "jsonPayload.event=\"step.slow\""
    quarantined = "jsonPayload.event=\"ingest.quarantined\""
  }

  alerts = {
    run_failed  = "A night failed or is partial: `status` says which step and what to do."
    slow_step   = "A step took longer than its limit."
    quarantined = "Rows were held back: see ops.quarantine."
  }
}

resource "google_monitoring_notification_channel" "email" {
  count = var.alert_email == null ? 0 : 1

  project      = local.project
  display_name = "marketing-warehouse"
  type         = "email"
  labels       = { email_address = var.alert_email }
}

resource "google_logging_metric" "event" {
  for_each = local.events

  project     = local.project
  name        = "marketing_warehouse/${each.key}"
  description = "Log lines of the functions: ${each.value}"
  filter      = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=(${join(" OR ", [for function in module.function : "\"${function.name}\""])}) AND ${each.value}"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }
}

resource "google_monitoring_alert_policy" "event" {
  for_each = local.alerts

  project               = local.project
  display_name          = "marketing-warehouse ${replace(each.key, "_", " ")}"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = each.key

    condition_threshold {
      filter          = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.event[each.key].name}\" AND resource.type=\"cloud_run_revision\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_DELTA"
      }
    }
  }

  documentation {
    content   = each.value
    mime_type = "text/markdown"
  }
}

resource "google_monitoring_alert_policy" "missed_night" {
  project               = local.project
  display_name          = "marketing-warehouse missed night"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "no day done for 16 hours"

    # An absence is noticed within 23.5 hours at the most, hence three firings a day.
    condition_absent {
      filter   = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.event["run_fresh"].name}\" AND resource.type=\"cloud_run_revision\""
      duration = "57600s"

      aggregations {
        alignment_period   = "3600s"
        per_series_aligner = "ALIGN_DELTA"
      }
    }
  }

  documentation {
    content   = "No firing ended with the day done: `schedule status` shows the last ones."
    mime_type = "text/markdown"
  }
}

resource "google_monitoring_alert_policy" "server_errors" {
  project               = local.project
  display_name          = "marketing-warehouse server errors"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "5xx answers of a function"

    condition_threshold {
      filter          = "metric.type=\"run.googleapis.com/request_count\" AND resource.type=\"cloud_run_revision\" AND resource.labels.service_name=one_of(${join(", ", [for function in module.function : "\"${function.name}\""])}) AND metric.labels.response_code_class=\"5xx\""
      comparison      = "COMPARISON_GT"
      threshold_value = 5
      duration        = "0s"

      aggregations {
        alignment_period     = "3600s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content   = "Functions crash or cannot reach what they need; more often than a workflow tries again."
    mime_type = "text/markdown"
  }
}

resource "google_monitoring_alert_policy" "workflow_failed" {
  project               = local.project
  display_name          = "marketing-warehouse workflow failed"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "an execution failed"

    condition_threshold {
      filter          = "metric.type=\"workflows.googleapis.com/finished_execution_count\" AND resource.type=\"workflows.googleapis.com/Workflow\" AND resource.labels.workflow_id=\"${google_workflows_workflow.nightly.name}\" AND metric.labels.status=\"FAILED\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_DELTA"
      }
    }
  }

  documentation {
    content   = "A step failed or its function could not be reached; the execution names each step's end."
    mime_type = "text/markdown"
  }
}
