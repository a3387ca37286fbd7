package io.eunomia.rego.builtins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a policy may use: which builtins, and which features of the language.
 *
 * <p>Immutable and thread-safe; a lookup is one of a hash table.
 */
public final class Capabilities {
  /** Heads of rules may be references with variables. */
  public static final String RULE_HEAD_REFS = "rule_head_refs";

  /** Heads of rules may be references of strings. */
  public static final String RULE_HEAD_REF_STRING_PREFIXES = "rule_head_ref_string_prefixes";

  /** Modules may say {@code import rego.v1}, or be Rego v1 to begin with. */
  public static final String REGO_V1 = "rego_v1";

  /** References may have keywords after a dot. */
  public static final String KEYWORDS_IN_REFS = "keywords_in_refs";

  /** Strings may be interpolated. */
  public static final String TEMPLATE_STRINGS = "template_strings";

  private static final Set<String> FEATURES =
      Set.of(
          RULE_HEAD_REFS,
          RULE_HEAD_REF_STRING_PREFIXES,
          REGO_V1,
          KEYWORDS_IN_REFS,
          TEMPLATE_STRINGS);

  private static final Set<String> KEYWORDS = Set.of("contains", "every", "if", "in");

  // They reach the network or tell of the machine: nothing for a decision within a request.
  private static final Set<String> ONLY_ON_DEMAND =
      Set.of("http.send", "net.lookup_ip_addr", "opa.runtime");

  private final Map<String, Builtin> builtins;
  private final Set<String> features;
  private final Set<String> futureKeywords;

  private Capabilities(
      Collection<Builtin> builtins, Set<String> features, Set<String> futureKeywords) {
    Map<String, Builtin> byName = new LinkedHashMap<>();
    builtins.forEach(builtin -> byName.put(builtin.name(), builtin));
    this.builtins = Collections.unmodifiableMap(byName);
    this.features = Set.copyOf(features);
    this.futureKeywords = Set.copyOf(futureKeywords);
  }

  /**
   * What a policy may use if nothing else is said: all features, and all builtins but {@code
   * http.send}, {@code net.lookup_ip_addr} and {@code opa.runtime}.
   */
  public static Capabilities defaults() {
    return new Capabilities(
        Builtins.all().stream().filter(b -> !ONLY_ON_DEMAND.contains(b.name())).toList(),
        FEATURES,
        KEYWORDS);
  }

  /** Everything that there is. */
  public static Capabilities all() {
    return new Capabilities(Builtins.all(), FEATURES, KEYWORDS);
  }

  /**
   * Reads a capabilities file of OPA's form. What it declares that is none of {@link Builtins} is a
   * builtin of the host.
   *
   * @throws IllegalArgumentException if the text is no JSON, or not of that form; the message says
   *     where
   */
  public static Capabilities parse(String json) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("capabilities: no JSON: " + e.getOriginalMessage(), e);
    }
    if (!root.isObject() || !root.path("builtins").isArray()) {
      throw new IllegalArgumentException(
          "capabilities: expected an object with an array \"builtins\"");
    }
    Map<String, Builtin> declared = new LinkedHashMap<>();
    for (JsonNode node : root.path("builtins")) {
      Builtin builtin = CapabilitiesFile.builtin(node);
      declared.put(builtin.name(), builtin);
    }
    Set<String> features = CapabilitiesFile.strings(root, "features");
    if (features.contains(REGO_V1)) {
      // Rego v1 has heads of all forms, and files that say so do not list them apart.
      features.add(RULE_HEAD_REFS);
      features.add(RULE_HEAD_REF_STRING_PREFIXES);
    }
    Set<String> keywords =
        root.has("future_keywords") ? CapabilitiesFile.strings(root, "future_keywords") : KEYWORDS;
    return new Capabilities(declared.values(), features, keywords);
  }

  /** The same without a feature of the language. */
  public Capabilities withoutFeature(String feature) {
    Set<String> fewer = new HashSet<>(features);
    fewer.remove(feature);
    return new Capabilities(builtins.values(), fewer, futureKeywords);
  }

  /** The builtin of a name, or {@code null} if a policy may not use it or there is none. */
  public @Nullable Builtin find(String name) {
    return builtins.get(name);
  }

  /** Whether a policy may use the builtin of that name. */
  public boolean allows(String name) {
    return builtins.containsKey(name);
  }

  /** Whether a policy may use a feature of the language. */
  public boolean hasFeature(String feature) {
    return features.contains(feature);
  }

  /** The keywords that {@code import future.keywords} brings to Rego v0. */
  public Set<String> futureKeywords() {
    return futureKeywords;
  }

  /** The builtins that a policy may use. */
  public Collection<Builtin> builtins() {
    return builtins.values();
  }

  @Override
  public String toString() {
    return builtins.size()
        + " builtins; "
        + features.stream().collect(Collectors.toCollection(TreeSet::new));
  }
}
