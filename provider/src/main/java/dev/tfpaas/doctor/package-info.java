/// Finds out, by reads alone, whether this machine, the provider and an account are fit for work,
/// and what the vendor's service does where nobody outside knows.
///
/// A platform looks at its own service, see [dev.tfpaas.platform.Checkup]; here are the machine,
/// the installation, the groups' names and the register. May use the platforms' interface and the
/// register. Start reading at [dev.tfpaas.doctor.Doctor].
@NullMarked
package dev.tfpaas.doctor;

import org.jspecify.annotations.NullMarked;
