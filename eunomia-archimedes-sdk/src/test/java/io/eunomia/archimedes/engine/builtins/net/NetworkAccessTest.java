package io.eunomia.archimedes.engine.builtins.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkAccessTest {
  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, PUBLIC",
    "100.63.0.1, PUBLIC",
    "172.32.0.1, PUBLIC",
    "192.169.0.1, PUBLIC",
    "169.253.0.1, PUBLIC",
    "2606:4700::1111, PUBLIC",
    "10.1.2.3, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.1.1, PRIVATE",
    "100.64.0.1, PRIVATE",
    "192.0.0.1, PRIVATE",
    "fd12::1, PRIVATE",
    "fec0::1, PRIVATE",
    "127.0.0.1, LOOPBACK",
    "127.255.0.1, LOOPBACK",
    "0.0.0.0, LOOPBACK",
    "::, LOOPBACK",
    "::1, LOOPBACK",
    "::ffff:127.0.0.1, LOOPBACK",
    "::7f00:1, LOOPBACK",
    "64:ff9b::7f00:1, LOOPBACK",
    "2002:7f00:1::, LOOPBACK",
    "169.254.169.254, LINK_LOCAL",
    "::ffff:169.254.169.254, LINK_LOCAL",
    "64:ff9b::a9fe:a9fe, LINK_LOCAL",
    "64:ff9b::a83f:8110, LINK_LOCAL",
    "168.63.129.16, LINK_LOCAL",
    "100.100.100.200, LINK_LOCAL",
    "192.0.0.192, LINK_LOCAL",
    "fd00:ec2::254, LINK_LOCAL",
    "fe80::1, LINK_LOCAL",
    "224.0.0.1, UNUSABLE",
    "240.0.0.1, UNUSABLE",
    "255.255.255.255, UNUSABLE",
    "ff02::1, UNUSABLE"
  })
  void whenAddressIsKnown_thenSoIsItsKind(String address, AddressKind kind)
      throws UnknownHostException {
    assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
  }

  private static boolean reaches(NetworkAccess access, String host, String address)
      throws UnknownHostException {
    return access.allowsHost(host) && access.allowsAddress(host, InetAddress.getByName(address));
  }

  @Test
  void whenNothingIsSaid_thenNothingIsAllowed() throws UnknownHostException {
    for (NetworkAccess access :
        new NetworkAccess[] {NetworkAccess.off(), NetworkAccess.builder().build()}) {
      assertThat(reaches(access, "example.org", "8.8.8.8")).isFalse();
      assertThat(access.allowsTlsFiles()).isFalse();
      assertThat(access.allowsTlsVariables()).isFalse();
      assertThat(access.allowsTls12()).isFalse();
      assertThat(access.allowsUnixSocket(Path.of("/run/docker.sock"))).isFalse();
    }
    assertThat(NetworkAccess.off().isOn()).isFalse();
    assertThat(NetworkAccess.builder().build().isOn()).isTrue();
  }

  @Test
  void whenHostIsListed_thenAlsoInternalAddressesAreReached() throws UnknownHostException {
    NetworkAccess access = NetworkAccess.builder().hosts("Users.Example.org").build();
    assertThat(reaches(access, "users.example.org", "8.8.8.8")).isTrue();
    assertThat(reaches(access, "users.example.org", "10.0.0.1")).isTrue();
    assertThat(reaches(access, "users.example.org", "127.0.0.1")).isTrue();
    assertThat(reaches(access, "users.example.org", "169.254.169.254")).isFalse();
    assertThat(reaches(access, "users.example.org", "224.0.0.1")).isFalse();
    assertThat(reaches(access, "example.org", "8.8.8.8")).isFalse();
    assertThat(reaches(access, "a.users.example.org", "8.8.8.8")).isFalse();
    assertThat(reaches(access, "10.0.0.1", "10.0.0.1")).isFalse();
    NetworkAccess metadata = NetworkAccess.builder().hosts("169.254.169.254", "m").build();
    assertThat(reaches(metadata, "169.254.169.254", "169.254.169.254")).isTrue();
    assertThat(reaches(metadata, "m", "169.254.169.254")).isTrue();
    assertThat(reaches(metadata, "m", "fe80::1")).isFalse();
  }

  @Test
  void whenAnyHostIsAllowed_thenOnlyPublicAddressesAre() throws UnknownHostException {
    NetworkAccess access = NetworkAccess.builder().anyHost().build();
    assertThat(reaches(access, "example.org", "8.8.8.8")).isTrue();
    assertThat(reaches(access, "example.org", "10.0.0.1")).isFalse();
    assertThat(reaches(access, "example.org", "::1")).isFalse();
    NetworkAccess internal = NetworkAccess.builder().anyHost().internalAddresses(true).build();
    assertThat(reaches(internal, "example.org", "10.0.0.1")).isTrue();
    assertThat(reaches(internal, "example.org", "::1")).isTrue();
    assertThat(reaches(internal, "example.org", "169.254.169.254")).isFalse();
  }

  @Test
  void whenListIsNarrowed_thenOnlyTheOthersAreLeft() throws UnknownHostException {
    NetworkAccess two = NetworkAccess.builder().hosts("a", "b").only(List.of("B", "c")).build();
    assertThat(two).hasToString("NetworkAccess[hosts=b]");
    NetworkAccess any = NetworkAccess.builder().anyHost().only(List.of("localhost")).build();
    assertThat(any).hasToString("NetworkAccess[hosts=localhost]");
    assertThat(reaches(any, "localhost", "127.0.0.1")).isTrue();
    assertThat(NetworkAccess.builder().anyHost().only(List.of()).build())
        .hasToString("NetworkAccess[hosts=]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "http://example.org", "a/b", "[]"})
  void whenItIsNoHost_thenItIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkAccess.builder().hosts(name));
  }

  @Test
  void whenShown_thenItSaysWhatIsAllowed() {
    assertThat(NetworkAccess.off()).hasToString("NetworkAccess[off]");
    assertThat(NetworkAccess.builder().hosts("b", "a").tls12(true).tlsFiles(true).build())
        .hasToString("NetworkAccess[hosts=a b, TLS files, TLS 1.2]");
  }

  @Test
  void whenLimitIsNotPositive_thenItIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkAccess.builder().maxResponseBytes(0));
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkAccess.builder().cache(0, 1));
  }
}
