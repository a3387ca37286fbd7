package io.eunomia.benchmarks;

import com.styra.opa.wasm.OpaPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * The policy that opa-java-wasm brings along in its jar: a module that {@code opa build} made. A
 * user is allowed whose role is {@code admin}, and there is nothing more to it.
 */
final class DemoPolicy {
  static final String ENTRYPOINT = "opa/wasm/test/allowed";

  private static final String REGO =
      """
      package opa.wasm.test

      default allowed := false

      allowed if data.role[input.user] == "admin"
      """;

  private static final int USERS = 100;
  private static final List<String> ROLES = List.of("admin", "editor", "viewer");

  private final Set<String> administrators = new HashSet<>();
  private final StringBuilder data = new StringBuilder();
  private final List<String> users = new ArrayList<>();

  DemoPolicy() {
    Random random = new Random(USERS);
    for (int i = 0; i < USERS; i++) {
      String role = ROLES.get(random.nextInt(ROLES.size()));
      if (role.equals("admin")) {
        administrators.add("user_" + i);
      }
      data.append(data.isEmpty() ? "{\"role\":{" : ",")
          .append("\"user_%d\":\"%s\"".formatted(i, role));
    }
    for (int i = 0; i < Requests.COUNT; i++) {
      // Some are nobody's.
      users.add("user_" + random.nextInt(USERS + 20));
    }
  }

  /** The module of {@code opa build}. */
  static byte[] opaWasm() {
    try (InputStream in = OpaPolicy.class.getResourceAsStream("/demo-policy.wasm")) {
      return Objects.requireNonNull(in, "opa-java-wasm has no demo-policy.wasm any more")
          .readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What this compiler makes of it. */
  byte[] wasm() {
    return Compilation.wasm(REGO, ENTRYPOINT);
  }

  String data() {
    return data + "}}";
  }

  byte[] dataBytes() {
    return data().getBytes(StandardCharsets.UTF_8);
  }

  /** The requests, as JSON text. */
  List<String> requests() {
    return users.stream().map(user -> "{\"user\":\"" + user + "\"}").toList();
  }

  /** What hand-written Java says of a request. */
  boolean allowed(int request) {
    return administrators.contains(users.get(request));
  }
}
