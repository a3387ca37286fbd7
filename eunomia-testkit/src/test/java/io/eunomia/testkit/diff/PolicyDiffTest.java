package io.eunomia.testkit.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.testkit.TestBundles;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.diff.DefinitionChange.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDiffTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("eunomia.root", ".."), "examples", "policies");
  private static final String POLICY =
      """
      package demo.authz

      default allow := false

      allow if input.operation_id == "read"

      allow if {
      	input.operation_id == "write"
      	"editor" in input.caller.roles
      }

      deny_reason contains "too bad" if not allow
      """;

  @TempDir private Path directory;

  private static ComparedPolicy policy(Path policies, String service) {
    return new ComparedPolicy(
        policies.getFileName().toString(),
        TestBundles.compile(policies, service, "1.0.0", 1),
        EntrypointConvention.of(service),
        RegoPolicyOptions.defaults());
  }

  private static ComparedPolicy policy(String rego, String name) {
    return new ComparedPolicy(
        name,
        TestBundles.compileText(rego, "demo", "1.0.0", 1),
        EntrypointConvention.of("demo"),
        RegoPolicyOptions.defaults());
  }

  private static DiffReport made(ComparedPolicy before, ComparedPolicy after) {
    try (PolicyDiff diff = new PolicyDiff(before, after, TestOptions.defaults())) {
      assertThat(diff.askMadeInputs()).isTrue();
      return diff.report();
    }
  }

  private Path edited(String service, String file, String what, String by) throws IOException {
    Path copy = directory.resolve("edited");
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      for (Path each : files.toList()) {
        Path target = copy.resolve(EXAMPLES.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
    Path changed = copy.resolve(service).resolve(file);
    String text = Files.readString(changed);
    assertThat(text).contains(what);
    Files.writeString(changed, text.replace(what, by));
    return copy;
  }

  @Test
  void whenNothingChanges_thenNothingIsDecidedOtherwise() {
    for (String service : List.of("users-service", "documents-service", "payments-service")) {
      DiffReport report = made(policy(EXAMPLES, service), policy(EXAMPLES, service));
      assertThat(report.structure()).isEmpty();
      assertThat(report.decisionsChanged()).isFalse();
      assertThat(report.changes()).isEmpty();
      assertThat(report.notes()).isEmpty();
      assertThat(report.counts().asked()).isGreaterThan(100);
      assertThat(report.counts().same()).isEqualTo(report.counts().asked());
      System.out.println(service + " " + report.counts());
    }
  }

  @Test
  void whenARuleAllowsMore_thenTheDefinitionIsNamed() throws Exception {
    Path edited =
        edited(
            "users-service",
            "allow.rego",
            "input.operation_id in {\"getUser\", \"updateUser\"}",
            "input.operation_id in {\"getUser\", \"updateUser\", \"deleteUser\"}");
    Files.writeString(
        edited.resolve("users-service/deny.rego"),
        Files.readString(edited.resolve("users-service/deny.rego"))
            .replace("input.operation_id == \"deleteUser\"", "input.operation_id == \"none\""));
    DiffReport report = made(policy(EXAMPLES, "users-service"), policy(edited, "users-service"));
    System.out.println(report.counts());
    report.changes().forEach(System.out::println);
    assertThat(report.counts().allowedNow()).isPositive();
    assertThat(report.counts().allowedBefore()).isZero();
  }

  @Test
  void whenDataChanges_thenTheDecisionsThatFollowAreFound() throws Exception {
    Path edited = edited("users-service", "data.json", "\"support\": [\"users:read\"]", "\"support\": [\"users:write\"]");
    DiffReport report = made(policy(EXAMPLES, "users-service"), policy(edited, "users-service"));
    System.out.println(report.counts());
    report.structure().forEach(System.out::println);
    report.changes().forEach(System.out::println);
    assertThat(report.counts().allowedNow()).isPositive();
    assertThat(report.counts().allowedBefore()).isPositive();
  }
}
