package io.eunomia.cli;

/** Names of entrypoints, as people write them. */
final class Entrypoint {
  private Entrypoint() {}

  /** {@code users_service/authz/allow}, of that or of {@code data.users_service.authz.allow}. */
  static String parse(String written) {
    String name = written.strip();
    if (name.startsWith("data.")) {
      return name.substring("data.".length()).replace('.', '/');
    }
    if (name.startsWith("/")) {
      name = name.substring(1);
    }
    if (name.isEmpty() || name.endsWith("/") || name.contains("//")) {
      throw CommandException.usage(
          "'" + written + "' is no entrypoint, such as users_service/authz/allow");
    }
    return name;
  }
}
