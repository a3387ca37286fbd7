package io.eunomia.archimedes.enforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationTableTest {
  private static final OperationTable TABLE =
      OperationTable.of(
          Map.of(
              "GET /", "home",
              "GET /users", "listUsers",
              "GET /users/{id}", "getUser",
              "PUT /users/{id}", "putUser",
              "GET /users/me", "getMe",
              "GET /users/me/mail", "getMyMail",
              "GET /users/{id}/groups", "getGroups",
              "GET /users/a%20b", "getSpace",
              "GET /files/", "listFiles",
              "POST /users:batch", "batch"));

  private static Optional<String> find(String method, String path) {
    return TABLE.resolve(TestRequest.of(method, path));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/,home",
    "GET,/users,listUsers",
    "GET,/users/1,getUser",
    "PUT,/users/1,putUser",
    "PUT,/users/me,putUser",
    "GET,/users/me,getMe",
    "GET,/users/me/mail,getMyMail",
    "GET,/users/me/groups,getGroups",
    "GET,/users/Me,getUser",
    "GET,/users/%C3%A9,getUser",
    "GET,/users/a%20b,getSpace",
    "GET,/files/,listFiles",
    "POST,/users:batch,batch",
    "POST,/users%3Abatch,batch"
  })
  void whenATemplateMatches_thenItsOperationIsFound(String method, String path, String operation) {
    assertThat(find(method, path)).contains(operation);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/users",
    "get,/users",
    "HEAD,/users",
    "GET,/Users",
    "GET,/users/",
    "GET,/users/1/",
    "GET,/users/1/mail",
    "GET,/users//groups",
    "GET,/files",
    "GET,/files/x",
    "GET,/users/%6De",
    "GET,/users/x/../me",
    "GET,*",
    "GET,''"
  })
  void whenNoTemplateMatches_thenThereIsNoOperation(String method, String path) {
    assertThat(find(method, path)).isEmpty();
  }

  @Test
  void whenTwoTemplatesMayMeanTheSamePath_thenTheTableIsRefused() {
    refused(
        Map.of("GET /users/{id}", "a", "GET /users/{name}", "b"),
        "'GET /users/{name}' may mean the same path as 'GET /users/{id}', and is no better");
    refused(
        Map.of("GET /{kind}/me", "a", "GET /users/{id}", "b"),
        "'GET /{kind}/me' may mean the same path as 'GET /users/{id}', and is no better");
    refused(
        Map.of("GET /a%c3%a9", "a", "GET /a%C3%A9", "b"),
        "'GET /a%c3%a9' may mean the same path as 'GET /a%C3%A9', and is no better");
    refused(Map.of("GET /a", " "), "'GET /a' has no operation id");
  }

  @Test
  void whenATemplateIsNotWellFormed_thenTheTableIsRefused() {
    refused(
        Map.of("/users", "a"),
        "'/users' is not a method, a space and a path: the method is empty or longer than 32"
            + " characters");
    refused(
        Map.of("get /users", "a"),
        "'get /users' is not a method, a space and a path: the method is not in upper case");
    refused(
        Map.of("GET users", "a"),
        "'GET users' has a path that no request may have: it does not start with a slash");
    refused(
        Map.of("GET /users/{id}.json", "a"),
        "'GET /users/{id}.json' has a parameter that is not a whole segment");
    refused(
        Map.of("GET /users/{}", "a"),
        "'GET /users/{}' has a path that no request may have: it has a character that must be"
            + " encoded");
    refused(
        Map.of("GET /users?x={y}", "a"),
        "'GET /users?x={y}' has a path that no request may have: it has a character that must be"
            + " encoded");
  }

  /** The table against the simplest thing that could do it: look at all, take the most specific. */
  @Property(tries = 2_000)
  void whenAsked_thenTheTableFindsTheMostSpecificTemplate(
      @ForAll("tables") Set<List<String>> templates, @ForAll("paths") List<String> path) {
    Map<String, String> operations = new HashMap<>();
    for (List<String> template : templates) {
      String text = "/" + String.join("/", template);
      operations.put("GET " + text, text);
    }
    OperationTable table;
    try {
      table = OperationTable.of(operations);
    } catch (IllegalArgumentException e) {
      return;
    }
    List<List<String>> matching = new ArrayList<>();
    for (List<String> template : templates) {
      if (matches(template, path)) {
        matching.add(template);
      }
    }
    Optional<String> expected =
        matching.stream()
            .min(Comparator.comparingLong(t -> t.stream().filter("{x}"::equals).count()))
            .map(template -> "/" + String.join("/", template));
    assertThat(table.resolve(TestRequest.of("GET", "/" + String.join("/", path))))
        .isEqualTo(expected);
  }

  private static boolean matches(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      if (!template.get(i).equals("{x}") && !template.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Provide
  Arbitrary<Set<List<String>>> tables() {
    return Arbitraries.of("a", "b", "{x}").list().ofMinSize(1).ofMaxSize(3).set().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<String>> paths() {
    return Arbitraries.of("a", "b", "c").list().ofMinSize(1).ofMaxSize(3);
  }

  private static void refused(Map<String, String> operations, String message) {
    assertThatThrownBy(() -> OperationTable.of(operations))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
