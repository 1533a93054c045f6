package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The lists that every test against an emulator compares its calls with when it ends.
class PublicApiTest {

  @ParameterizedTest
  @CsvSource({
    "scalingo, GET /v1/apps/shop, true",
    "scalingo, POST /v1/apps/shop/region_migrations/4711/run, true",
    "scalingo, DELETE /v1/apps/shop/region_migrations/4711, false",
    "scalingo, POST /v1/apps/shop/clone, false",
    "scalingo, POST /v1/apps/shop/stop, false",
    "cloud66, PUT /api/3/failover_groups/fg-1, true",
    "cloud66, GET /api/3/failover_groups/fg-1, false",
    "cloud66, POST /api/3/stacks/1/clone, false",
    "cloud66, DELETE /api/3/stacks/1, false",
    "jelastic, POST /1.0/environment/control/rest/migrate, true",
    "jelastic, POST /1.0/environment/binder/rest/swapextdomains, true",
    "jelastic, GET /1.0/users/authentication/rest/signin, false",
    "jelastic, POST /1.0/environment/control/rest/cancelmigration, false"
  })
  void listHasWhatTheVendorHas(String vendor, String call, boolean there) {
    assertThat(PublicApi.of(vendor).has(call)).isEqualTo(there);
  }
}
