package io.eunomia.rego.builtins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a policy may use: which builtins, which features of the language, and which interface of
 * modules whoever runs it speaks.
 *
 * <p>Immutable and thread-safe; a lookup is one of a hash table. They are read from and written as
 * OPA's capabilities files.
 */
public final class Capabilities {
  /** Heads of rules may be references with variables. */
  public static final String RULE_HEAD_REFS = "rule_head_refs";

  /** Heads of rules may be references of strings. */
  public static final String RULE_HEAD_REF_STRING_PREFIXES = "rule_head_ref_string_prefixes";

  /** Modules may be Rego v1 to begin with; implies all that Rego v1 always had. */
  public static final String REGO_V1 = "rego_v1";

  /** Modules of Rego v0 may say {@code import rego.v1}. */
  public static final String REGO_V1_IMPORT = "rego_v1_import";

  /** References may have keywords after a dot. */
  public static final String KEYWORDS_IN_REFS = "keywords_in_refs";

  /** Strings may be interpolated. */
  public static final String TEMPLATE_STRINGS = "template_strings";

  private static final Set<String> FEATURES =
      Set.of(
          RULE_HEAD_REFS,
          RULE_HEAD_REF_STRING_PREFIXES,
          REGO_V1,
          REGO_V1_IMPORT,
          KEYWORDS_IN_REFS,
          TEMPLATE_STRINGS);

  private static final Set<String> KEYWORDS = Set.of("contains", "every", "if", "in");

  private static final WasmAbi OUR_ABI = new WasmAbi(1, 3);

  // They reach the network or tell of the machine: nothing for a decision within a request.
  private static final Set<String> ONLY_ON_DEMAND =
      Set.of("http.send", "net.lookup_ip_addr", "opa.runtime");

  private final Map<String, Builtin> builtins;
  private final Set<String> features;
  private final Set<String> futureKeywords;
  private final @Nullable List<WasmAbi> wasmAbis;
  private final @Nullable List<String> allowNet;

  Capabilities(
      Collection<Builtin> builtins,
      Set<String> features,
      Set<String> futureKeywords,
      @Nullable List<WasmAbi> wasmAbis,
      @Nullable List<String> allowNet) {
    Map<String, Builtin> byName = new LinkedHashMap<>();
    builtins.forEach(builtin -> byName.put(builtin.name(), builtin));
    this.builtins = Collections.unmodifiableMap(byName);
    this.features = Set.copyOf(features);
    this.futureKeywords = Set.copyOf(futureKeywords);
    this.wasmAbis = wasmAbis == null ? null : List.copyOf(wasmAbis);
    this.allowNet = allowNet == null ? null : List.copyOf(allowNet);
  }

  /**
   * What a policy may use if nothing else is said: all features, and all builtins but {@code
   * http.send}, {@code net.lookup_ip_addr} and {@code opa.runtime}.
   */
  public static Capabilities defaults() {
    return ours(Builtins.all().stream().filter(b -> !ONLY_ON_DEMAND.contains(b.name())).toList());
  }

  /** Everything that there is. */
  public static Capabilities all() {
    return ours(Builtins.all());
  }

  private static Capabilities ours(Collection<Builtin> builtins) {
    return new Capabilities(builtins, FEATURES, KEYWORDS, List.of(OUR_ABI), null);
  }

  /** Whether a text could name a version of OPA, known or not: {@code v1.9.0}. */
  public static boolean isVersion(String text) {
    return OpaVersion.isVersion(text);
  }

  /**
   * What a policy may use that is to run on a version of OPA.
   *
   * @param name the version, with or without a {@code v} before it
   * @throws IllegalArgumentException if the text names no version, or one that is not known
   */
  public static Capabilities ofVersion(String name) {
    OpaVersion version = OpaVersion.parse(name);
    Set<String> features = new HashSet<>();
    Set<String> keywords = new HashSet<>();
    addSince(version, 0, 34, "in", keywords);
    addSince(version, 0, 38, "every", keywords);
    addSince(version, 0, 42, "contains", keywords);
    addSince(version, 0, 42, "if", keywords);
    addSince(version, 0, 46, RULE_HEAD_REF_STRING_PREFIXES, features);
    addSince(version, 0, 59, RULE_HEAD_REFS, features);
    addSince(version, 0, 59, REGO_V1_IMPORT, features);
    addSince(version, 1, 0, REGO_V1, features);
    addSince(version, 1, 6, KEYWORDS_IN_REFS, features);
    addSince(version, 1, 12, TEMPLATE_STRINGS, features);
    return new Capabilities(
        Builtins.all().stream().filter(b -> b.since().compareTo(version) <= 0).toList(),
        features,
        keywords,
        null,
        null);
  }

  private static void addSince(
      OpaVersion version, int major, int minor, String name, Set<String> to) {
    if (version.isAtLeast(major, minor)) {
      to.add(name);
    }
  }

  /**
   * Reads a capabilities file of OPA's form. What it declares that is none of {@link Builtins} is a
   * builtin of the host; features and keywords that are not known here are not used.
   *
   * @throws IllegalArgumentException if the text is no JSON, or not of that form; the message says
   *     where
   */
  public static Capabilities parse(String json) {
    return CapabilitiesFile.read(json);
  }

  /** As OPA writes capabilities: builtins, features and keywords sorted by name. A new tree. */
  public ObjectNode toJson() {
    return CapabilitiesFile.write(this);
  }

  /** The same with more builtins, such as those of a host; or others in the place of some. */
  public Capabilities with(Collection<Builtin> more) {
    Map<String, Builtin> all = new LinkedHashMap<>(builtins);
    more.forEach(builtin -> all.put(builtin.name(), builtin));
    return new Capabilities(all.values(), features, futureKeywords, wasmAbis, allowNet);
  }

  /** The same without a feature of the language. */
  public Capabilities withoutFeature(String feature) {
    Set<String> fewer = new HashSet<>(features);
    fewer.remove(feature);
    return new Capabilities(builtins.values(), fewer, futureKeywords, wasmAbis, allowNet);
  }

  /**
   * The same with some of the builtins that there are.
   *
   * @param names such as {@code http.send}
   * @throws IllegalArgumentException if there is no builtin of such a name
   */
  public Capabilities withBuiltins(String... names) {
    Map<String, Builtin> more = new LinkedHashMap<>(builtins);
    for (String name : names) {
      Builtin builtin = Builtins.find(name);
      if (builtin == null) {
        throw new IllegalArgumentException("there is no builtin " + name);
      }
      more.put(name, builtin);
    }
    return new Capabilities(more.values(), features, futureKeywords, wasmAbis, allowNet);
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
    return features.contains(feature) || (features.contains(REGO_V1) && isOfRegoV1(feature));
  }

  /** Rego v1 has heads of all forms, and files that say so do not list them apart. */
  private static boolean isOfRegoV1(String feature) {
    return feature.equals(RULE_HEAD_REFS) || feature.equals(RULE_HEAD_REF_STRING_PREFIXES);
  }

  /** The features of the language that a policy may use, as they were listed. */
  public Set<String> features() {
    return features;
  }

  /** The keywords that {@code import future.keywords} brings to Rego v0. */
  public Set<String> futureKeywords() {
    return futureKeywords;
  }

  /** The builtins that a policy may use. */
  public Collection<Builtin> builtins() {
    return builtins.values();
  }

  /** The interfaces of modules that whoever runs them speaks; {@code null} if that is unknown. */
  public @Nullable List<WasmAbi> wasmAbis() {
    return wasmAbis;
  }

  /** Whether modules with an interface may be made, as OPA has it: any minor version up to it. */
  public boolean allows(WasmAbi abi) {
    return wasmAbis == null
        || wasmAbis.stream()
            .anyMatch(a -> a.version() == abi.version() && a.minor() <= abi.minor());
  }

  /**
   * The hosts that builtins may connect to, {@code null} if all. It is nothing to the compiler, but
   * to whoever runs the policy.
   */
  public @Nullable List<String> allowNet() {
    return allowNet;
  }

  @Override
  public String toString() {
    return builtins.size()
        + " builtins; "
        + features.stream().collect(Collectors.toCollection(TreeSet::new));
  }
}
