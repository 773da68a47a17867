variable "settings_file" {
  description = "settings.yaml of the system: project, location, dataset prefix and sources are read from it."
  type        = string
  default     = "../settings.yaml"
}

variable "archive" {
  description = "Source archive of the functions. Its hash is part of its name: unchanged code is not deployed again."
  type        = string
  default     = "../dist/functions.zip"
}

variable "region" {
  description = "Region of functions, workflow and scheduler; in the location of the datasets, or near it."
  type        = string
  default     = "europe-west1"
}

variable "schedule" {
  description = "When the night is fired, as cron in Etc/UTC. Three firings a day: what is done is skipped."
  type        = string
  default     = "0 5,11,17 * * *"
}

variable "secret_versions" {
  description = "Version of each secret by the name that settings.yaml gives it: env:NAME, or the file of a service account. A secret without a version is created and not mounted."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for version in values(var.secret_versions) : can(regex("^[1-9][0-9]*$", version))])
    error_message = "A secret's version is a number such as \"3\", so that a deployment says what it runs with."
  }
}

variable "alert_email" {
  description = "Address that alerts and the budget write to; none when null."
  type        = string
  default     = null
}

variable "budget" {
  description = "Monthly budget of the project, which writes at 50, 90 and 100 %; none when null."
  type = object({
    billing_account = string
    amount          = number
    currency_code   = string
  })
  default = null
}
