package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.ReplicationSpec;

/// What only a person can do in the vendor's dashboard, click by click.
final class Dashboard {
  private Dashboard() {}

  static String clone(String source, String name, String environment, String where) {
    return ("Cloud 66 has no API call to clone this application. In the dashboard open application"
            + " %s, then Settings > Actions > Clone; give the name %s and the environment %s,"
            + " choose %s as the place to deploy to, and deploy it. Then set `adopt = true` and"
            + " apply again")
        .formatted(source, name, environment, where);
  }

  static String addDatabase(String app, String engine) {
    return "In the dashboard open application %s, then Data Sources > Add, and choose %s of the same major version as the source's"
        .formatted(app, engine);
  }

  static String replicate(ReplicationSpec spec) {
    return ("Cloud 66 has no API call to switch replication on. As an administrator of both"
            + " applications open application %s in the dashboard, then Data Sources > %s >"
            + " the server's menu > Configure Replication, choose application %s as the source and"
            + " confirm. That deletes all data and users of the %s on %s and loads a full backup of"
            + " the source. When the dashboard shows it in sync, apply again")
        .formatted(
            spec.replicaAppId(),
            spec.engine(),
            spec.sourceAppId(),
            spec.engine(),
            spec.replicaAppId());
  }

  static String delete(String app) {
    return ("Cloud 66 has no API call to delete an application. In the dashboard open application"
            + " %s, then Settings > Actions > Delete (its cloud servers are deleted in the cloud"
            + " itself), and destroy again; or forget it with `terraform state rm`")
        .formatted(app);
  }

  /// Makes the failure of a step whose act is a person's.
  static PlatformException needed(String what, String clicks) {
    return PlatformException.rejected(Cloud66Platform.NAME, what, clicks + ".");
  }
}
