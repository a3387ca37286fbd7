package io.eunomia.rego.builtins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.types.ArrayType;
import io.eunomia.rego.types.ConstantKey;
import io.eunomia.rego.types.FunctionType;
import io.eunomia.rego.types.FunctionType.Parameter;
import io.eunomia.rego.types.ObjectType;
import io.eunomia.rego.types.ScalarType;
import io.eunomia.rego.types.SetType;
import io.eunomia.rego.types.Type;
import io.eunomia.rego.types.UnionType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The JSON that OPA writes capabilities as. */
final class CapabilitiesFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private CapabilitiesFile() {}

  /** Capabilities of a file; what is wrong with it is an {@link IllegalArgumentException}. */
  static Capabilities read(String json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("capabilities: no JSON: " + e.getOriginalMessage(), e);
    }
    if (!root.isObject() || !root.path("builtins").isArray()) {
      throw new IllegalArgumentException(
          "capabilities: expected an object with an array \"builtins\"");
    }
    Map<String, Builtin> declared = new LinkedHashMap<>();
    for (JsonNode node : root.path("builtins")) {
      Builtin builtin = builtin(node);
      declared.put(builtin.name(), builtin);
    }
    return new Capabilities(
        declared.values(),
        Set.copyOf(strings(root, "features")),
        Set.copyOf(strings(root, "future_keywords")),
        root.hasNonNull("wasm_abi_versions") ? abis(list(root, "wasm_abi_versions")) : null,
        root.hasNonNull("allow_net") ? strings(root, "allow_net") : null);
  }

  static ObjectNode write(Capabilities capabilities) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    List<String> allowNet = capabilities.allowNet();
    if (allowNet != null) {
      allowNet.forEach(json.putArray("allow_net")::add);
    }
    ArrayNode builtins = json.putArray("builtins");
    capabilities.builtins().stream()
        .sorted(Comparator.comparing(Builtin::name))
        .forEach(builtin -> builtins.add(declaration(builtin)));
    new TreeSet<>(capabilities.features()).forEach(json.putArray("features")::add);
    new TreeSet<>(capabilities.futureKeywords()).forEach(json.putArray("future_keywords")::add);
    List<WasmAbi> abis = capabilities.wasmAbis();
    if (abis != null) {
      ArrayNode versions = json.putArray("wasm_abi_versions");
      abis.forEach(
          abi ->
              versions.addObject().put("minor_version", abi.minor()).put("version", abi.version()));
    }
    return json;
  }

  static ObjectNode declaration(Builtin builtin) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("decl", TypeJson.of(builtin.type()));
    if (builtin.deprecated()) {
      json.put("deprecated", true);
    }
    if (builtin.infix() != null) {
      json.put("infix", builtin.infix());
    }
    json.put("name", builtin.name());
    if (builtin.nondeterministic()) {
      json.put("nondeterministic", true);
    }
    if (builtin.relation()) {
      json.put("relation", true);
    }
    return json;
  }

  private static List<WasmAbi> abis(JsonNode versions) {
    List<WasmAbi> abis = new ArrayList<>();
    for (JsonNode abi : versions) {
      JsonNode version = abi.path("version");
      JsonNode minor = abi.path("minor_version");
      if (!version.isInt() || !(minor.isMissingNode() || minor.isInt())) {
        throw new IllegalArgumentException(
            "capabilities: no version of the interface of modules: " + abi);
      }
      abis.add(new WasmAbi(version.intValue(), minor.asInt()));
    }
    return abis;
  }

  /** What the project knows of a builtin counts more than what a file says of it. */
  private static Builtin builtin(JsonNode node) {
    String name = node.path("name").asText();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("capabilities: a builtin without a name: " + node);
    }
    Builtin known = Builtins.find(name);
    if (known != null) {
      return known;
    }
    JsonNode infix = node.path("infix");
    try {
      return new Builtin(
          name,
          infix.isTextual() ? infix.asText() : null,
          function(node.path("decl")),
          node.path("relation").asBoolean(),
          node.path("nondeterministic").asBoolean(),
          node.path("deprecated").asBoolean(),
          false,
          false,
          OpaVersion.OLDEST);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("capabilities: " + name + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode list(JsonNode root, String field) {
    JsonNode list = root.path(field);
    if (!list.isArray() && root.hasNonNull(field)) {
      throw new IllegalArgumentException("capabilities: \"" + field + "\" is no array");
    }
    return list;
  }

  private static List<String> strings(JsonNode root, String field) {
    List<String> found = new ArrayList<>();
    for (JsonNode node : list(root, field)) {
      if (!node.isTextual()) {
        throw new IllegalArgumentException(
            "capabilities: \"" + field + "\" has something else than strings");
      }
      found.add(node.textValue());
    }
    return found;
  }

  static FunctionType function(JsonNode decl) {
    if (!decl.path("type").asText().equals("function")) {
      throw new IllegalArgumentException("its \"decl\" is no function");
    }
    List<Parameter> parameters = new ArrayList<>();
    decl.path("args").forEach(arg -> parameters.add(parameter(arg)));
    JsonNode repeated = decl.path("variadic");
    if (repeated.isObject()) {
      parameters.add(parameter(repeated));
    }
    JsonNode result = decl.path("result");
    return new FunctionType(
        parameters, result.isObject() ? parameter(result) : null, repeated.isObject());
  }

  private static Parameter parameter(JsonNode node) {
    JsonNode name = node.path("name");
    return new Parameter(name.isTextual() ? name.asText() : null, type(node));
  }

  private static Type type(JsonNode node) {
    String kind = node.path("type").asText();
    return switch (kind) {
      case "any" ->
          node.path("of").isEmpty() ? UnionType.ANY : UnionType.of(types(node.path("of")));
      case "null" -> ScalarType.NULL;
      case "boolean" -> ScalarType.BOOLEAN;
      case "number" -> ScalarType.NUMBER;
      case "string" -> ScalarType.STRING;
      case "set" -> new SetType(node.has("of") ? type(node.path("of")) : UnionType.ANY);
      case "array" -> new ArrayType(types(node.path("static")), optional(node.path("dynamic")));
      case "object" -> object(node);
      case "function" -> function(node);
      default -> throw new IllegalArgumentException("no such type: \"" + kind + "\"");
    };
  }

  private static List<Type> types(JsonNode nodes) {
    List<Type> found = new ArrayList<>();
    nodes.forEach(node -> found.add(type(node)));
    return found;
  }

  private static @Nullable Type optional(JsonNode node) {
    return node.isObject() ? type(node) : null;
  }

  private static Type object(JsonNode node) {
    List<ObjectType.Property> properties = new ArrayList<>();
    for (JsonNode property : node.path("static")) {
      properties.add(
          new ObjectType.Property(key(property.path("key")), type(property.path("value"))));
    }
    JsonNode others = node.path("dynamic");
    return new ObjectType(
        properties,
        others.isObject()
            ? new ObjectType.Others(type(others.path("key")), type(others.path("value")))
            : null);
  }

  private static ConstantKey key(JsonNode node) {
    return node.isNumber()
        ? ConstantKey.of(new BigDecimal(node.asText()))
        : ConstantKey.of(node.asText());
  }
}
