package io.eunomia.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files that commands work on. */
record Workspace(Path root) {
  static final Path EXAMPLES =
      Path.of(System.getProperty("eunomia.root", ".."), "examples", "policies");

  static final String POLICY =
      """
      package users_service.authz

      default allow := false

      allow if input.role in data.users_service.roles
      """;

  static final String TESTS =
      """
      package users_service.authz_test

      import data.users_service.authz

      test_admin if authz.allow with input as {"role": "admin"}
      """;

  /** A service that is right in every way. */
  Workspace service() throws IOException {
    write("users-service/allow.rego", POLICY);
    write("users-service/authz_test.rego", TESTS);
    write("users-service/data.json", "{\"roles\": [\"admin\"]}");
    return this;
  }

  Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }
}
