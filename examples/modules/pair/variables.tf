variable "pairs" {
  description = "The apps that have a standby, by the name of their failover group: the app and where it is, where its copy goes and what it is called, which of its databases follow, and which side serves, if that is not what active_region or active says for all."

  type = map(object({
    source_app_id = string
    region        = string
    source_region = optional(string)
    active        = optional(string)
    standby_name  = optional(string)
    engines       = optional(set(string), ["postgresql"])
  }))

  validation {
    condition     = length(distinct([for pair in var.pairs : pair.source_app_id])) == length(var.pairs)
    error_message = "An app is in one pair only: each source_app_id may stand once."
  }

  validation {
    condition     = alltrue([for pair in var.pairs : contains(["primary", "secondary", "-"], coalesce(pair.active, "-"))])
    error_message = "The active of a pair is \"primary\" or \"secondary\", or is left out."
  }
}

variable "active_region" {
  description = "The region that every pair serves from. Change this word to leave a region: plan, read the runbooks, apply. A pair without a side there, or with two, is an error. Null: active says who serves."
  type        = string
  default     = null
}

variable "active" {
  description = "Which side of every pair serves, where active_region says nothing. Change this word, plan, read the runbooks, apply."
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

variable "on_refusal" {
  description = "What a switch that is refused does: \"keep\" lets the other pairs go on and leaves this one where it is until the next apply; \"fail\" ends the plan."
  type        = string
  default     = "keep"
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
