package dev.tfpaas.terraform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/// Marks tests that run the real `terraform`; they are skipped, and say so, where it is not on
/// PATH.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "dev.tfpaas.terraform.Installation#hasTerraform",
    disabledReason = "terraform is not on PATH: nothing here was tried with the real Terraform")
@interface RequiresTerraform {}
