package io.eunomia.testkit.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
    DiffReport report =
        made(policy(EXAMPLES, "documents-service"), policy(EXAMPLES, "documents-service"));
    assertThat(report.structure()).isEmpty();
    assertThat(report.decisionsChanged()).isFalse();
    assertThat(report.changes()).isEmpty();
    assertThat(report.notes()).isEmpty();
    assertThat(report.counts().asked()).isGreaterThan(100);
    assertThat(report.counts().same()).isEqualTo(report.counts().asked());
  }

  @Test
  void whenARuleOfTheExamplesAllowsMore_thenTheDefinitionIsNamed() throws Exception {
    Path edited =
        edited(
            "payments-service",
            "allow.rego",
            "callers.has_any_role({\"approver\", \"treasurer\"})",
            "callers.has_any_role({\"approver\", \"treasurer\", \"clerk\"})");
    DiffReport report =
        made(policy(EXAMPLES, "payments-service"), policy(edited, "payments-service"));
    assertThat(report.counts().allowedNow()).isPositive();
    assertThat(report.counts().allowedBefore()).isZero();
    assertThat(report.changes())
        .isNotEmpty()
        .allSatisfy(
            change -> {
              assertThat(change.input().path("operation_id").asText()).isEqualTo("approvePayment");
              assertThat(change.before().allowed()).isFalse();
              assertThat(change.decidedBefore())
                  .extracting(Definition::place)
                  .containsExactly("payments-service/allow.rego:8");
              assertThat(change.after().allowed()).isTrue();
              assertThat(change.decidedAfter())
                  .extracting(Definition::place)
                  .containsExactly("payments-service/allow.rego:10");
              assertThat(change.causes().get(0))
                  .satisfies(
                      cause -> {
                        assertThat(cause.kind()).isEqualTo(Kind.HOLDS_NOW);
                        assertThat(cause.edited()).isTrue();
                        assertThat(cause.definition().place())
                            .isEqualTo("payments-service/allow.rego:25");
                      });
            });
    assertThat(report.structure())
        .contains(
            new StructureChange(
                StructureChange.Kind.RULE,
                "data.payments_service.authz.permitted",
                "payments-service/allow.rego:25",
                "payments-service/allow.rego:25"));
  }

  @Test
  void whenDataOfTheExamplesChanges_thenTheDecisionsThatFollowAreFound() throws Exception {
    Path edited =
        edited(
            "users-service",
            "data.json",
            "\"support\": [\"users:read\"]",
            "\"support\": [\"users:write\"], \"guest\": []");
    DiffReport report = made(policy(EXAMPLES, "users-service"), policy(edited, "users-service"));
    assertThat(report.structure())
        .containsExactly(
            new StructureChange(
                StructureChange.Kind.DATA, "/users_service/roles/guest", null, "[]"),
            new StructureChange(
                StructureChange.Kind.DATA,
                "/users_service/roles/support",
                "[\"users:read\"]",
                "[\"users:write\"]"));
    assertThat(report.counts().allowedNow()).isPositive();
    assertThat(report.counts().allowedBefore()).isPositive();
    assertThat(report.changes())
        .allSatisfy(
            change -> {
              assertThat(change.input().at("/caller/roles").toString()).contains("support");
              assertThat(change.causes()).isNotEmpty().noneMatch(DefinitionChange::edited);
            });
  }

  @Test
  void whenInputsAreGiven_thenTheirPlacesAreTold() throws Exception {
    ComparedPolicy after = policy(POLICY.replace("\"read\"", "\"list\""), "new");
    try (PolicyDiff diff = new PolicyDiff(policy(POLICY, "old"), after, TestOptions.defaults())) {
      assertThat(diff.ask(json("{\"operation_id\": \"read\"}"), "r:1")).isTrue();
      assertThat(diff.ask(json("{\"operation_id\": \"list\"}"), "r:2")).isTrue();
      assertThat(diff.ask(json("{\"operation_id\": \"read\", \"path\": \"/\"}"), "r:3")).isTrue();
      assertThat(diff.ask(json("{\"operation_id\": \"none\"}"), "r:4")).isFalse();
      DiffReport report = diff.report();
      assertThat(report.counts()).isEqualTo(new DiffReport.Counts(2, 1, 0, 1));
      assertThat(report.changes()).hasSize(2);
      DecisionChange now = report.changes().get(0);
      assertThat(now.places()).containsExactly("r:2");
      assertThat(now.decidedAfter())
          .extracting(Definition::line, Definition::isDefault)
          .containsExactly(tuple(5, false));
      DecisionChange before = report.changes().get(1);
      assertThat(before.places()).containsExactly("r:1", "r:3");
      assertThat(before.count()).isEqualTo(2);
      assertThat(before.after().reasons()).containsExactly("too bad");
      assertThat(before.decidedAfter())
          .extracting(Definition::line, Definition::isDefault)
          .containsExactly(tuple(3, true));
      assertThat(before.causes())
          .extracting(DefinitionChange::kind, cause -> cause.definition().rule())
          .containsExactly(tuple(Kind.HOLDS_NOW, "data.demo.authz.deny_reason"));
    }
  }

  @Test
  void whenOnlyReasonsChange_thenNoDecisionDoes() {
    DiffReport report =
        made(policy(POLICY, "old"), policy(POLICY.replace("too bad", "sorry"), "new"));
    assertThat(report.decisionsChanged()).isFalse();
    assertThat(report.counts().deniedOtherwise()).isPositive();
    assertThat(report.structure())
        .extracting(StructureChange::kind, StructureChange::verb)
        .contains(tuple(StructureChange.Kind.RULE, "changed"));
  }

  @Test
  void whenRulesMoveOnly_thenNoRuleIsChanged() {
    DiffReport report =
        made(policy(POLICY, "old"), policy(POLICY.replace("\n\n", "\n\n# moved\n\n"), "new"));
    assertThat(report.structure())
        .extracting(StructureChange::kind)
        .containsExactly(StructureChange.Kind.FILE);
    assertThat(report.counts().same()).isEqualTo(report.counts().asked());
  }

  @Test
  void whenDefinitionsUseEverythingTheLanguageHas_thenTheyAreAskedToo() {
    String odd =
        """
        package demo.authz

        import data.demo.authz.inner as own
        import input.caller as who

        default allow := false

        allow := false if { who.type == "anonymous" } else := true if { own.names["x"].y == who.type }

        inner.names[name].y := "user" if some name in ["x", "z"]

        pairs contains [x, y] if { some x in [1, 2]; some y, _ in {"a": 1} }
        """;
    DiffReport report =
        made(policy(odd, "old"), policy(odd.replace(":= \"user\"", ":= \"spiffe\""), "new"));
    assertThat(report.notes()).isEmpty();
    assertThat(report.changes()).hasSize(2);
    assertThat(report.changes().get(0).input().at("/caller/type").asText()).isEqualTo("spiffe");
    assertThat(report.changes().get(0).decidedAfter())
        .extracting(Definition::line)
        .containsExactly(8);
    assertThat(report.changes().get(0).causes())
        .extracting(cause -> cause.definition().line())
        .contains(10);
  }

  @Test
  void whenABundleHasNoSources_thenThatIsSaid() throws Exception {
    ComparedPolicy old = policy(POLICY, "old");
    ComparedPolicy bare = withoutSources(policy(POLICY.replace("read", "list"), "new"));
    DiffReport report = made(old, bare);
    assertThat(report.decisionsChanged()).isTrue();
    assertThat(report.notes())
        .containsExactly("new has no sources: which of its rules decide is not known");
    DecisionChange change = report.changes().get(0);
    assertThat(change.decidedBefore()).isNotEmpty();
    assertThat(change.decidedAfter()).isEmpty();
    assertThat(change.causes()).isEmpty();
    try (PolicyDiff diff = new PolicyDiff(withoutSources(old), bare, TestOptions.defaults())) {
      assertThat(diff.askMadeInputs()).isFalse();
    }
  }

  @Test
  void whenThereIsNothingToAsk_thenItIsRefused() throws Exception {
    ComparedPolicy old = policy(POLICY, "old");
    ComparedPolicy other =
        new ComparedPolicy(
            "new", old.bundle(), EntrypointConvention.of("other"), RegoPolicyOptions.defaults());
    assertThatThrownBy(() -> new PolicyDiff(old, other, TestOptions.defaults()))
        .isInstanceOf(InvalidModuleException.class)
        .hasMessage("new has no entrypoint other/authz/allow");
  }

  @Test
  void whenItIsAskedTwice_thenTheInputsAreTheSame() {
    ComparedPolicy old = policy(POLICY, "old");
    ComparedPolicy changed = policy(POLICY.replace("editor", "owner"), "new");
    DiffReport one = made(old, changed);
    DiffReport other = made(old, changed);
    assertThat(one).isEqualTo(other);
    assertThat(one.decisionsChanged()).isTrue();
  }

  private static ComparedPolicy withoutSources(ComparedPolicy policy) throws Exception {
    List<BundleFile> files =
        policy.bundle().files().stream().filter(file -> !file.path().endsWith(".rego")).toList();
    return new ComparedPolicy(policy.name(), Bundle.of(files), policy.service(), policy.rego());
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
