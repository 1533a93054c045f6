package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Request;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A call that found its region.
///
/// @param request as sent
/// @param address where the region's APIs are, for links
/// @param region which region
/// @param rest the path segments that are not dealt with yet
record RegionCall(Request request, String address, Inventory.Region region, List<String> rest) {

  /// Returns the same call with the first segments taken off.
  RegionCall without(int segments) {
    return new RegionCall(request, address, region, rest.subList(segments, rest.size()));
  }

  /// Returns the method and what is left of the path, identifiers replaced: `POST /x/*`.
  String route() {
    StringBuilder route = new StringBuilder(request.method());
    for (int i = 0; i < rest.size(); i++) {
      route.append('/').append(i % 2 == 0 ? rest.get(i) : "*");
    }
    return route.toString();
  }

  String segment(int index) {
    return rest.get(index);
  }

  JsonNode body() {
    return request.json().orElseGet(Shapes::object);
  }
}
