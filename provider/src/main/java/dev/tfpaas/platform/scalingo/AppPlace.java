package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.http.HttpCall;

/// Which app is meant: names are unique in a region only.
///
/// @param region the region's name
/// @param name the name under which the app is known here
/// @param live the name that it has now; another one when it was renamed by others
record AppPlace(String region, String name, String live) {

  /// Makes the place of an app that has the name under which it is known.
  AppPlace(String region, String name) {
    this(region, name, name);
  }

  /// Parses `name` or `region/name`.
  ///
  /// @param home the region of the provider block, which a bare name is in
  static AppPlace parse(String id, String home) {
    int slash = id.indexOf('/');
    return slash < 0
        ? new AppPlace(home, id)
        : new AppPlace(id.substring(0, slash), id.substring(slash + 1));
  }

  /// Returns the identifier: a bare name at home, `region/name` elsewhere.
  String id(String home) {
    return region.equals(home) ? name : region + "/" + name;
  }

  /// Returns the path of the app in its region's API, with more behind it, e.g. `/scale`.
  String path(String more) {
    return "/v1/apps/" + HttpCall.encoded(live) + more;
  }
}
