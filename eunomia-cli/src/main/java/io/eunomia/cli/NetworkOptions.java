package io.eunomia.cli;

import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.rego.builtins.Capabilities;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Whom policies may reach. */
final class NetworkOptions {
  @Option(
      names = "--network",
      description =
          "Let policies call http.send and net.lookup_ip_addr, and reach the hosts that the"
              + " capabilities list as allow_net: all at public addresses, if there is no list.")
  private boolean network;

  @Option(
      names = "--allow-net",
      paramLabel = "HOST",
      description = "The same, but reach only this host, by its name or address; repeatable.")
  private List<String> hosts = new ArrayList<>();

  private boolean isOn() {
    return network || !hosts.isEmpty();
  }

  /** What policies may use if nobody says it otherwise: what can be reached should compile. */
  Capabilities defaults() {
    return isOn()
        ? Capabilities.defaults().withBuiltins("http.send", "net.lookup_ip_addr")
        : Capabilities.defaults();
  }

  /** What the options and the capabilities both allow. */
  NetworkAccess access(Capabilities capabilities) {
    if (!isOn()) {
      return NetworkAccess.off();
    }
    NetworkAccess.Builder access = NetworkAccess.builder().anyHost().tls12(true);
    List<String> listed = capabilities.allowNet();
    try {
      if (listed != null) {
        access.only(listed);
      }
    } catch (IllegalArgumentException e) {
      throw CommandException.invalidInput("allow_net of the capabilities: " + e.getMessage());
    }
    try {
      return hosts.isEmpty() ? access.build() : access.only(hosts).build();
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--allow-net: " + e.getMessage());
    }
  }
}
