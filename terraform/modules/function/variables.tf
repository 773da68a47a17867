variable "project" {
  description = "Project id."
  type        = string
}

variable "region" {
  description = "Region of the function."
  type        = string
}

variable "name" {
  description = "Name of the function as functions/index.ts registers it."
  type        = string
}

variable "memory_mib" {
  description = "Memory of an instance, MiB."
  type        = number
}

variable "max_instances" {
  description = "Instances at the most; each answers one request at a time."
  type        = number
}

variable "viewer" {
  description = "Datasets that it reads: name → dataset id."
  type        = map(string)
}

variable "editor" {
  description = "Datasets that it writes: name → dataset id."
  type        = map(string)
}

variable "secrets" {
  description = "Secrets that it reads, by their environment variable or their path (/…); one without a version is granted, not mounted."
  type = map(object({
    secret_id = string
    version   = optional(string)
  }))
}

variable "source_bucket" {
  description = "Bucket of the source archive."
  type        = string
}

variable "source_object" {
  description = "Object of the source archive."
  type        = string
}

variable "build_account" {
  description = "Account that builds the function: projects/…/serviceAccounts/…."
  type        = string
}
