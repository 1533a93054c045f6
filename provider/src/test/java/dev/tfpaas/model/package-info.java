/// A model check of the switch, the reversal and the migration: real resources, real runbooks and
/// the real world model, in every order in which operators, people, failures and crashes can meet.
///
/// [Explorer] walks the graph of [Situation]s; [Stand] makes one move of one [Operator] by letting
/// its apply run again from the beginning against its [Tape] and on to its next call or pause.
@NullMarked
package dev.tfpaas.model;

import org.jspecify.annotations.NullMarked;
