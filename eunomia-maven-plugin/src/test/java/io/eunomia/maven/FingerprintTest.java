package io.eunomia.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.policy.source.PolicyLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    write("users-service/allow.rego", "package users_service.authz\n\ndefault allow := false\n");
    write("users-service/authz_test.rego", "package users_service.authz_test\n\ntest_x if true\n");
    write("users-service/data.json", "{\"a\": 1}");
    write("users-service/fixtures.json", "{\"fixtures\": []}");
  }

  @Test
  void whenFilesAreTouchedOrElsewhere_thenItIsTheSame() throws IOException {
    String before = ofPolicies();

    Files.setLastModifiedTime(
        directory.resolve("policies/users-service/allow.rego"), FileTime.fromMillis(0));
    assertThat(ofPolicies()).isEqualTo(before).matches("sha256:[0-9a-f]{64}");

    Files.move(directory.resolve("policies"), directory.resolve("elsewhere"));
    assertThat(of("elsewhere")).isEqualTo(before);
  }

  @Test
  void whenAnyFileIsChangedAddedRenamedOrRemoved_thenItIsAnother() throws IOException {
    String before = ofPolicies();
    write("users-service/allow.rego", "package users_service.authz\n\ndefault allow := false\n\n");
    String changed = ofPolicies();
    write("users-service/data.json", "{\"a\": 2}");
    String otherData = ofPolicies();
    write("users-service/fixtures.json", "{\"fixtures\": [ ]}");
    String otherFixtures = ofPolicies();
    write("users-service/more.rego", "package users_service.authz\n");
    String added = ofPolicies();
    Path users = directory.resolve("policies/users-service");
    Files.move(users.resolve("more.rego"), users.resolve("other.rego"));
    String renamed = ofPolicies();
    Files.delete(users.resolve("other.rego"));
    String removed = ofPolicies();
    Files.delete(users.resolve("authz_test.rego"));
    String untested = ofPolicies();

    assertThat(List.of(before, changed, otherData, otherFixtures, added, renamed, untested))
        .doesNotHaveDuplicates();
    assertThat(removed).isEqualTo(otherFixtures);
  }

  @Test
  void whenTextMovesFromOnePartToAnother_thenItIsAnother() {
    assertThat(new Fingerprint().add("ab", "c").finish())
        .isNotEqualTo(new Fingerprint().add("a", "bc").finish());
    assertThat(new Fingerprint().add("a", "b").add("c", "d").finish())
        .isNotEqualTo(new Fingerprint().add("a", "bcd").finish());
  }

  @Test
  void whenAFileOrOneBelowADirectoryIsChanged_thenItIsAnother() throws IOException {
    Path file = directory.resolve("policies/users-service/data.json");
    String ofFile = new Fingerprint().addFiles("x", file).finish();
    String ofTree = new Fingerprint().addFiles("x", directory).finish();
    assertThat(new Fingerprint().addFiles("x", directory).finish()).isEqualTo(ofTree);

    Files.writeString(file, "{}");

    assertThat(new Fingerprint().addFiles("x", file).finish()).isNotEqualTo(ofFile);
    assertThat(new Fingerprint().addFiles("x", directory).finish()).isNotEqualTo(ofTree);
  }

  private String ofPolicies() throws IOException {
    return of("policies");
  }

  private String of(String name) throws IOException {
    return new Fingerprint()
        .addWithTests(PolicyLoader.withDefaults().load(List.of(directory.resolve(name))))
        .finish();
  }

  private void write(String path, String text) throws IOException {
    Path file = directory.resolve("policies").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
