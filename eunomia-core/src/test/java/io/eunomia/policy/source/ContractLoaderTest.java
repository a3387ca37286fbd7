package io.eunomia.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractLoaderTest {
  @TempDir private Path dir;

  @Test
  void whenAContractIsYaml_thenItsOperationsAreRead() throws IOException {
    Path file =
        write(
            "api.yaml",
            """
            openapi: 3.1.0
            info: {title: Users, version: "1"}
            paths:
              /users:
                summary: users
                parameters: []
                get: {operationId: listUsers}
                post: {operationId: createUser}
              /users/{id}:
                get: {operationId: getUser}
                patch: {summary: it has no id}
            webhooks:
              created:
                post: {operationId: userCreated}
            """);

    assertThat(ContractLoader.operations(file))
        .containsExactly("listUsers", "createUser", "getUser", "userCreated");
  }

  @Test
  void whenAContractIsJson_thenItsOperationsAreRead() throws IOException {
    Path file = write("api.json", "{\"paths\": {\"/a\": {\"delete\": {\"operationId\": \"a\"}}}}");

    assertThat(ContractLoader.operations(file)).containsExactly("a");
  }

  @Test
  void whenAFileIsNoContract_thenThatIsSaid() throws IOException {
    for (String text : new String[] {"{}", "[]", "1", "{\"paths\": {\"/a\": {\"get\": {}}}}"}) {
      Path file = write("api.json", text);
      assertThatThrownBy(() -> ContractLoader.operations(file))
          .isInstanceOf(PolicyLoadException.class)
          .hasMessageContaining("is no OpenAPI document");
    }
    Path damaged = write("damaged.yaml", "paths: {");
    assertThatThrownBy(() -> ContractLoader.operations(damaged))
        .hasMessageContaining("yaml_parse_error");
    assertThatThrownBy(() -> ContractLoader.operations(dir.resolve("none.yaml")))
        .hasMessageContaining("does not exist");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }
}
