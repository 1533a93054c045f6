package dev.tfpaas.cli;

import dev.tfpaas.emulator.EmulatorServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How each vendor's client is pointed at its emulator.
final class EmulatorGuides {
  private EmulatorGuides() {}

  static EmulatorGuide scalingo(EmulatorServer server, String token) {
    return new EmulatorGuide(
        "scalingo",
        server.address(),
        server.operatorAddress(),
        Map.of(
            "PAAS_PLATFORM",
            "scalingo",
            "SCALINGO_AUTH_URL",
            server.address().toString(),
            "SCALINGO_API_TOKEN",
            token,
            "SCALINGO_REGION",
            "osc-fr1"),
        """
        provider "paas" {
          scalingo = {
            region    = "osc-fr1"
            auth_url  = "%s"
            api_token = "%s"
          }
        }
        """
            .formatted(server.address(), token),
        """
        The command line `scalingo` reads the same variables. It keeps tokens and regions in its home, so give
        # it one of its own; releases up to 1.34 have the commands of region migrations:
        export HOME=$(mktemp -d) DISABLE_UPDATE_CHECKER=true
        # SCALINGO_API_URL and SCALINGO_DB_URL are not needed: the list of regions leads to both.
        # With `--calls-a-minute 60` it says `Retry later` as early as the vendor does.
        """,
        """
        curl %1$s/dashboard/state     # the apps of all regions
        curl %1$s/dashboard/regions -d '{"region": "osc-fr1", "down": true}'
        curl %1$s/dashboard/migrations -d '{"withdrawn": 404}'   # the tool is gone; 0 gives it back
        """
            .formatted(server.operatorAddress()),
        Optional.empty());
  }

  static EmulatorGuide cloud66(EmulatorServer server, String token, Path world) {
    return new EmulatorGuide(
        "cloud66",
        server.address(),
        server.operatorAddress(),
        Map.of(
            "PAAS_PLATFORM",
            "cloud66",
            "CLOUD66_URL",
            server.address().toString(),
            "CLOUD66_ACCESS_TOKEN",
            token),
        """
        provider "paas" {
          cloud66 = {
            url          = "%s"
            access_token = "%s"
          }
        }
        """
            .formatted(server.address(), token),
        """
        The toolbelt `cx` has profiles. Write these two files, then say `cx --profile emu …`:
        # ~/.cloud66/cxprofiles.json
        {"last_profile":"emu","profiles":{"emu":{"name":"emu","api_url":"%1$s","base_url":"%1$s","faye_endpoint":"%1$s/push","client_id":"any","client_secret":"any","organization":"","token_file":"cx_emu.json"}}}
        # ~/.cloud66/cx_emu.json
        {"AccessToken":"%2$s","RefreshToken":"","Expiry":"0001-01-01T00:00:00Z","Extra":null}
        # Other clients take %1$s, or %1$s/api/3 where they want the whole base.
        """
            .formatted(server.address(), token),
        """
        curl %1$s/dashboard/stacks    # every application with its uid
        curl %1$s/dashboard/stacks/UID/clone -d '{"name": "shop-standby", "region": "us-east"}'
        curl %1$s/dashboard/stacks/UID/replication -d '{"engine": "postgresql", "source": "UID"}'
        curl %1$s/dashboard/regions/eu-west -d '{"up": false}'
        paas local show --path %2$s
        """
            .formatted(server.operatorAddress(), world),
        Optional.empty());
  }

  static EmulatorGuide jelastic(EmulatorServer server, String token) {
    return new EmulatorGuide(
        "jelastic",
        server.address(),
        server.operatorAddress(),
        Map.of(
            "PAAS_PLATFORM",
            "jelastic",
            "JELASTIC_URL",
            server.address().toString(),
            "JELASTIC_TOKEN",
            token),
        """
        provider "paas" {
          jelastic = {
            url   = "%s"
            token = "%s"
          }
        }
        """
            .formatted(server.address(), token),
        """
        The vendor's Java client takes new Control("cluster").setServerUrl("%1$s/1.0/"), the Python one
        # JelasticClientFactory("%1$s/1.0", "%2$s"). To sign in, the login is
        # dev@example.com and the password is the token. By hand:
        curl %1$s/1.0/environment/control/rest/getenvs -d session=%2$s
        """
            .formatted(server.address(), token),
        """
        curl %1$s/dashboard/environments
        curl %1$s/dashboard/environments/shop -d '{"host_group": "eu1_ssd"}'   # somebody else moves it
        curl %1$s/dashboard/gateway -d '{"limit_ms": 1000}'   # long calls get 504 and go on; 0 never
        curl %1$s/faults -d '{"kind": "STATUS", "status": 19, "path": "/migrate"}'   # result 19, once
        """
            .formatted(server.operatorAddress()),
        Optional.empty());
  }
}
