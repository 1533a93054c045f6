/// What is assumed of the vendors' services: every fact of an API that the code rests on and that
/// no vendor's document states and no answer of the real service has shown.
///
/// One YAML file a vendor lies beside this class among the resources, one entry a fact. The
/// emulators take their dialects from it, tests compare it with what adapters send and read, and
/// `paas doctor` asks the real service for what a read can settle. A provider that runs as a plugin
/// never loads it. May use the YAML reader.
///
/// Start reading at [dev.tfpaas.platform.register.Register].
@NullMarked
package dev.tfpaas.platform.register;

import org.jspecify.annotations.NullMarked;
