package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.archimedes.engine.value.SetValue;
import io.eunomia.archimedes.engine.value.Value;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetLookupTest {
  private static final String LOOKUP = "net.lookup_ip_addr";

  private final Calls calls = calls(NetworkAccess.builder().anyHost().build());

  private static Calls calls(NetworkAccess access) {
    return new Calls(BuiltinRegistry.empty().withNetwork(access), Clock.systemUTC());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, 10.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "1:2::3, 1:2::3",
    "1:2:0:0:0:0:0:3, 1:2::3",
    "::1, ::1",
    "FE80::1, fe80::1",
    "fe80::1%eth0, fe80::1%eth0",
    "::ffff:1.2.3.4, 1.2.3.4"
  })
  void whenNameIsAnAddress_thenItIsItself(String name, String address) throws BuiltinException {
    assertThat(calls.call(LOOKUP, Calls.text(name))).isEqualTo("{\"" + address + "\"}");
  }

  @Test
  void whenNameIsLocalhost_thenItIsThisMachine() throws BuiltinException {
    SetValue addresses = (SetValue) calls.value(LOOKUP, "\"localhost\"");
    assertThat(addresses.elements())
        .isNotEmpty()
        .allMatch(a -> a.equals(Value.of("127.0.0.1")) || a.equals(Value.of("::1")));
    assertThat(calls.value(LOOKUP, "\"localhost\"")).isEqualTo(addresses);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-such-host.invalid", "1:2:3", "1.2.3.4%eth0", "::1%", "a b"})
  void whenThereIsNoSuchHost_thenThatIsTheError(String name) {
    assertThat(calls.error(LOOKUP, Calls.text(name)))
        .isEqualTo("lookup " + name + ": no such host");
  }

  @Test
  void whenItIsNoText_thenTheErrorIsOpas() {
    assertThat(calls.error(LOOKUP, "1")).isEqualTo("operand 1 must be string but got number");
  }

  @Test
  void whenHostIsNotListed_thenItIsNotLookedUp() throws BuiltinException {
    Calls few = calls(NetworkAccess.builder().hosts("LOCALHOST", "[::1]").build());
    assertThat(few.error(LOOKUP, "\"example.org\"")).isEqualTo("unallowed host: example.org");
    assertThat(few.error(LOOKUP, "\"10.0.0.1\"")).isEqualTo("unallowed host: 10.0.0.1");
    assertThat(few.call(LOOKUP, "\"0:0::1\"")).isEqualTo("{\"::1\"}");
    assertThat(few.value(LOOKUP, "\"localhost\"")).isInstanceOf(SetValue.class);
  }
}
