package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.ServiceAddress;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads the list of regions.
///
/// @param settings what the provider block says
/// @param call that was made
/// @param answer that came
record RegionReading(ScalingoSettings settings, HttpCall call, HttpAnswer answer) {

  /// Returns the regions that this account sees, ordered by name.
  ///
  /// @throws PlatformException when the answer says nothing
  List<RegionAddress> all() {
    List<RegionAddress> read = new ArrayList<>();
    for (JsonNode region :
        ScalingoApi.formed(
            call,
            answer,
            body -> AnswerForm.objects(body.path("regions"), "name", "api", "database_api"))) {
      read.add(address(region));
    }
    if (read.isEmpty()) {
      throw Answers.unusable(call, answer);
    }
    read.sort(Comparator.comparing(RegionAddress::name));
    return List.copyOf(read);
  }

  /// What is configured wins; what the answer names must be of the same vendor, because the token
  /// is sent there.
  private RegionAddress address(JsonNode region) {
    String name = region.path("name").asString();
    boolean isHome = name.equals(settings.region());
    return new RegionAddress(
        name,
        region.path("display_name").asString(""),
        settings
            .apiUrl()
            .filter(_ -> isHome)
            .orElseGet(() -> followed(region.path("api").asString(""))),
        settings
            .databaseApiUrl()
            .filter(_ -> isHome)
            .orElseGet(() -> followed(region.path("database_api").asString(""))));
  }

  private URI followed(String address) {
    return ServiceAddress.followed(settings.authUrl(), address)
        .orElseThrow(() ->
            PlatformException.rejected(
                ScalingoPlatform.NAME,
                call.title(),
                "the list of regions names the address \"%s\", which is no https address of %s; the token is not sent there"
                    .formatted(answer.shown(address), settings.authUrl().getHost())));
  }
}
