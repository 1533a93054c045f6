package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Validator;
import java.util.regex.Pattern;

/// Accepts the path of a page, with a query or without, as it stands in a request.
record WebPath() implements Validator {
  private static final Pattern PATH =
      Pattern.compile("/([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    if (!PATH.matcher(value.asString()).matches()) {
      diagnostics.error(
          path,
          "Invalid path",
          "It must be the path of a page as it stands in a request, such as \"/up\" or"
              + " \"/health?full=1\": beginning with a slash, without host, fragment and blanks."
              + " Write other characters as %XX.");
    }
  }
}
