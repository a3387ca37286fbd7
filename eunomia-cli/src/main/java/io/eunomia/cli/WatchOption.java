package io.eunomia.cli;

import picocli.CommandLine.Option;

/** {@code --watch}: whether tests are run once, or again and again. */
final class WatchOption {
  @Option(
      names = {"-w", "--watch"},
      description =
          "Run the tests again whenever a file has changed, until the command is stopped.")
  private boolean given;

  boolean isGiven() {
    return given;
  }
}
