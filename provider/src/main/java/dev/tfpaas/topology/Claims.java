package dev.tfpaas.topology;

import java.util.List;
import java.util.function.Consumer;

/// What a topology claims of apps that exist: the plan looks, and fails where it is not so. Of an
/// app that does not answer nothing can be said, and leaving its region must not depend on it.
///
/// @param out takes the data sources that look
record Claims(Topology topology, PrettyJson out) {

  /// Returns the address of the data source that looks at an app.
  static String address(Item app) {
    return "data.paas_app." + app.label();
  }

  /// Writes them.
  ///
  /// @param provider writes which provider an app needs, if there are several
  void write(Consumer<Item> provider) {
    List<Item> claimed =
        topology.of(Section.APPS).stream()
            .filter(Item::exists)
            .filter(app -> app.text(Vocabulary.REGION).isPresent())
            .toList();
    if (!claimed.isEmpty()) {
      out.object(
          "data",
          () ->
              out.object(
                  "paas_app",
                  () ->
                      claimed.forEach(app ->
                          out.object(
                              app.label(),
                              () -> {
                                provider.accept(app);
                                write(app);
                              }))));
    }
  }

  private void write(Item app) {
    String region = app.text(Vocabulary.REGION).orElseThrow();
    String condition =
        "${!self.reachable || self.region == \"%s\"}".formatted(Rendering.quoted(region));
    String message =
        "%s.region is %s, and the platform shows the app in ${self.region}. Correct the word in %s: it only says where the app is, and moves nothing."
            .formatted(app.path(), Rendering.template(region), topology.file().getFileName());
    out.text("app_id", Rendering.template(Topology.idOf(app)));
    out.object(
        "lifecycle",
        () ->
            out.list(
                "postcondition",
                () ->
                    out.object(() -> {
                      out.text("condition", condition);
                      out.text("error_message", message);
                    })));
  }
}
