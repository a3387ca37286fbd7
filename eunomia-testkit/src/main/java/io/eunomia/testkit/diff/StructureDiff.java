package io.eunomia.testkit.diff;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.WasmEntrypoint;
import io.eunomia.testkit.diff.StructureChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is different in two bundles, whatever it does. */
final class StructureDiff {
  private static final int LONGEST = 80;

  private final List<StructureChange> changes = new ArrayList<>();

  private StructureDiff() {}

  static List<StructureChange> of(ComparedPolicy before, ComparedPolicy after) {
    StructureDiff diff = new StructureDiff();
    diff.maps(Kind.METADATA, metadata(before.bundle()), metadata(after.bundle()), text -> text);
    diff.maps(
        Kind.ENTRYPOINT, entrypoints(before.bundle()), entrypoints(after.bundle()), text -> text);
    diff.maps(
        Kind.FILE, files(before.bundle()), files(after.bundle()), file -> file.size() + " bytes");
    diff.rules(rules(before), rules(after));
    diff.data("", before.data(), after.data());
    return List.copyOf(diff.changes);
  }

  private <T> void maps(
      Kind kind,
      SortedMap<String, T> before,
      SortedMap<String, T> after,
      Function<T, String> shown) {
    NavigableSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      T one = before.get(name);
      T other = after.get(name);
      if (!Objects.equals(one, other)) {
        add(
            kind,
            name,
            one == null ? null : shown.apply(one),
            other == null ? null : shown.apply(other));
      }
    }
  }

  private void add(Kind kind, String name, @Nullable String before, @Nullable String after) {
    changes.add(new StructureChange(kind, name, before, after));
  }

  private void data(String path, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (!before.isObject() || !after.isObject()) {
      add(Kind.DATA, path.isEmpty() ? "/" : path, shortened(before), shortened(after));
      return;
    }
    NavigableSet<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      // As JSON pointers have it.
      String below = path + "/" + name.replace("~", "~0").replace("/", "~1");
      if (!before.has(name)) {
        add(Kind.DATA, below, null, shortened(after.get(name)));
      } else if (!after.has(name)) {
        add(Kind.DATA, below, shortened(before.get(name)), null);
      } else {
        data(below, before.get(name), after.get(name));
      }
    }
  }

  private static String shortened(JsonNode json) {
    String text = json.toString();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  private static SortedMap<String, String> metadata(Bundle bundle) {
    SortedMap<String, String> fields = new TreeMap<>();
    put(fields, "revision", bundle.manifest().revision());
    put(fields, "roots", String.join(", ", bundle.manifest().roots().paths()));
    EunomiaMetadata eunomia = bundle.manifest().eunomia();
    if (eunomia != null) {
      put(fields, "service", eunomia.service());
      put(fields, "version", eunomia.version());
      put(fields, "sequence", Long.toString(eunomia.sequence()));
      put(fields, "compiler", eunomia.compiler());
    }
    return fields;
  }

  private static void put(SortedMap<String, String> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  private static SortedMap<String, String> entrypoints(Bundle bundle) {
    SortedMap<String, String> names = new TreeMap<>();
    for (WasmEntrypoint entrypoint : bundle.manifest().wasm()) {
      names.put(entrypoint.entrypoint(), entrypoint.module());
    }
    return names;
  }

  private static SortedMap<String, BundleFile> files(Bundle bundle) {
    SortedMap<String, BundleFile> files = new TreeMap<>();
    bundle.sources().forEach(file -> files.put(file.path().substring(1), file));
    return files;
  }

  private void rules(
      SortedMap<String, List<Definition>> before, SortedMap<String, List<Definition>> after) {
    NavigableSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      List<Definition> one = before.getOrDefault(name, List.of());
      List<Definition> other = after.getOrDefault(name, List.of());
      String gone = places(one, other);
      String come = places(other, one);
      if (!gone.isEmpty() || !come.isEmpty()) {
        add(Kind.RULE, name, one.isEmpty() ? null : gone, other.isEmpty() ? null : come);
      }
    }
  }

  private static SortedMap<String, List<Definition>> rules(ComparedPolicy policy) {
    SortedMap<String, List<Definition>> byName = new TreeMap<>();
    for (Definition definition : Definitions.of(policy.modules())) {
      byName.computeIfAbsent(definition.rule(), name -> new ArrayList<>()).add(definition);
    }
    return byName;
  }

  /** Where the definitions stand that the others do not have; what they say counts alone. */
  private static String places(List<Definition> definitions, List<Definition> others) {
    return definitions.stream()
        .filter(definition -> others.stream().noneMatch(definition::saysTheSameAs))
        .map(Definition::place)
        .collect(Collectors.joining(", "));
  }
}
