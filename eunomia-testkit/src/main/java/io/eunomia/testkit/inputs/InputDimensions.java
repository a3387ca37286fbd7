package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eunomia.policy.PolicyInput;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The places of a policy input in which inputs to a service may differ, by kind of caller. */
final class InputDimensions {
  static final InputPath OPERATION = InputPath.of("operation_id");
  static final int MOST_OPERATIONS = 24;

  private static final InputPath PATH = InputPath.of("path");
  private static final InputPath CONTEXT = InputPath.of("context");
  private static final InputPath HEADERS = InputPath.of("headers");
  private static final InputPath SERVICE_NAME = InputPath.of("caller", "service_name");
  private static final InputPath TRUST_DOMAIN = InputPath.of("caller", "trust_domain");
  private static final int MOST_PLACES = 16;
  private static final String TIME = "2026-01-01T12:00:00Z";

  private final InputFacts facts;
  private final CandidateValues candidates;
  private final String service;

  InputDimensions(InputFacts facts, String service) {
    this.facts = facts;
    this.candidates = new CandidateValues(facts);
    this.service = service;
  }

  List<InputSpace> spaces() {
    List<InputSpace> spaces = new ArrayList<>();
    spaces.add(space("user", user()));
    spaces.add(space("spiffe", workload()));
    spaces.add(space("api_key", key()));
    spaces.add(space("anonymous", List.of()));
    return spaces;
  }

  private InputSpace space(String type, List<Dimension> callers) {
    ObjectNode template = JsonNodeFactory.instance.objectNode();
    template.putObject("caller").put("type", type);
    template
        .put("service", service)
        .put("operation_id", "other")
        .put("method", "GET")
        .put("path", "/")
        .put("environment", PolicyInput.DEFAULT_ENVIRONMENT)
        .put("timestamp", TIME)
        .put("request_id", "r-1");
    if (type.equals("api_key")) {
      ((ObjectNode) template.get("caller")).put("name", "a key");
    }
    List<Dimension> all = new ArrayList<>(request());
    all.addAll(callers);
    all.addAll(below(CONTEXT));
    all.addAll(below(HEADERS));
    return new InputSpace(template, all.subList(0, Math.min(all.size(), MOST_PLACES)));
  }

  private List<Dimension> request() {
    List<Dimension> found = new ArrayList<>();
    found.add(new Dimension(OPERATION, candidates.textsFirst(OPERATION, "otherOperation")));
    textIfRead(found, InputPath.of("method"), "GET");
    if (isRead(PATH)) {
      List<JsonNode> paths =
          candidates.texts(PATH, "/other").stream()
              .filter(path -> path.textValue().startsWith("/"))
              .toList();
      found.add(new Dimension(PATH, paths));
    }
    textIfRead(found, InputPath.of("environment"), PolicyInput.DEFAULT_ENVIRONMENT);
    textIfRead(found, InputPath.of("timestamp"), TIME);
    return found;
  }

  private List<Dimension> user() {
    List<Dimension> found = new ArrayList<>();
    InputPath id = InputPath.of("caller", "user_id");
    found.add(new Dimension(id, candidates.texts(id, "u-1")));
    found.add(array(InputPath.of("caller", "roles")));
    if (isRead(InputPath.of("caller", "groups"))) {
      found.add(array(InputPath.of("caller", "groups")));
    }
    for (String optional : List.of("tenant_id", "email", "name")) {
      optionalIfRead(found, InputPath.of("caller", optional));
    }
    return found;
  }

  private List<Dimension> key() {
    List<Dimension> found = new ArrayList<>();
    InputPath id = InputPath.of("caller", "key_id");
    found.add(new Dimension(id, candidates.texts(id, "k-1")));
    found.add(array(InputPath.of("caller", "scopes")));
    textIfRead(found, InputPath.of("caller", "name"), "a key");
    optionalIfRead(found, InputPath.of("caller", "owner_id"));
    return found;
  }

  /** Everything that is said of a workload is a part of its id. */
  private List<Dimension> workload() {
    Set<JsonNode> ids = new LinkedHashSet<>();
    for (JsonNode domain : candidates.textsFirst(TRUST_DOMAIN, "other.example")) {
      for (JsonNode name : candidates.textsFirst(SERVICE_NAME, "other-service")) {
        ids.add(id(domain.textValue() + "/ns/default/sa/" + name.textValue()));
      }
      for (JsonNode path : candidates.textsFirst(InputPath.of("caller", "path"), "/other")) {
        ids.add(id(domain.textValue() + path.textValue()));
      }
    }
    InputPath path = InputPath.of("caller", "spiffe_id");
    ids.addAll(candidates.textsFirst(path, "spiffe://other.example/other"));
    return List.of(new Dimension(path, new ArrayList<>(ids)));
  }

  private static JsonNode id(String rest) {
    return TextNode.valueOf("spiffe://" + rest);
  }

  /** The places below one that are looked at, and have nothing below them that is. */
  private List<Dimension> below(InputPath root) {
    List<Dimension> found = new ArrayList<>();
    for (InputPath path : facts.values().keySet()) {
      boolean inside = path.startsWith(root) && !path.equals(root);
      if (!inside || path.step(1).equals(InputPath.ANY) || isAbove(path)) {
        continue;
      }
      if (path.endsWithAny()) {
        List<JsonNode> arrays = new ArrayList<>(candidates.arrays(path));
        arrays.add(MissingNode.getInstance());
        found.add(new Dimension(path.parent(), arrays));
      } else {
        found.add(new Dimension(path, candidates.any(path)));
      }
    }
    return found;
  }

  private boolean isAbove(InputPath path) {
    return facts.values().keySet().stream()
        .anyMatch(other -> other.startsWith(path) && !other.equals(path));
  }

  private Dimension array(InputPath path) {
    return new Dimension(path, candidates.arrays(path.append(InputPath.ANY)));
  }

  private void textIfRead(List<Dimension> found, InputPath path, String ordinary) {
    if (isRead(path)) {
      found.add(new Dimension(path, candidates.texts(path, ordinary)));
    }
  }

  private void optionalIfRead(List<Dimension> found, InputPath path) {
    if (isRead(path)) {
      List<JsonNode> values = new ArrayList<>(candidates.texts(path, "other"));
      values.add(MissingNode.getInstance());
      found.add(new Dimension(path, values));
    }
  }

  private boolean isRead(InputPath path) {
    return facts.values().keySet().stream().anyMatch(read -> read.startsWith(path));
  }
}
