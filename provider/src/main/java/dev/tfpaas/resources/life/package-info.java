/// What every resource shares: one life of an object, from the first plan to the destroy.
///
/// May use `framework`'s packages except the wire, `runbook` and `platform`; knows no resource and
/// no vendor. [PaasClient] is what every call works with, [Kind] what is particular about one kind
/// of object, [RunbookAttribute] what the plan shows of a runbook, [PlannedSteps] what apply
/// compares with it, and [Remembered] is what is kept between two calls. Start at [Life].
@NullMarked
package dev.tfpaas.resources.life;

import org.jspecify.annotations.NullMarked;
