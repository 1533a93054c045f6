variable "pairs" {
  description = "The apps that have a standby, by the name of their failover group: the app, where its copy goes and what it is called, and which of its databases follow."

  type = map(object({
    source_app_id = string
    region        = string
    standby_name  = optional(string)
    engines       = optional(set(string), ["postgresql"])
  }))

  validation {
    condition     = length(distinct([for pair in var.pairs : pair.source_app_id])) == length(var.pairs)
    error_message = "An app is in one pair only: each source_app_id may stand once."
  }
}

variable "active" {
  description = "Which side of every pair serves. Change this word, plan, read the runbooks, apply."
  type        = string
  default     = "primary"

  validation {
    condition     = contains(["primary", "secondary"], var.active)
    error_message = "Write \"primary\" or \"secondary\"."
  }
}

variable "switch_mode" {
  description = "\"planned\", or \"emergency\" when the side that serves does not answer."
  type        = string
  default     = "planned"
}

variable "accept_data_loss" {
  description = "Must be true for an emergency. Take it out again afterwards."
  type        = bool
  default     = null
}

variable "max_lag" {
  description = "A planned switch is refused while a replica is further behind."
  type        = string
  default     = "30s"
}

variable "deletion_protection" {
  description = "Set to false and apply before you destroy."
  type        = bool
  default     = true
}
