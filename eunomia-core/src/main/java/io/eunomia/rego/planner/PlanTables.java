package io.eunomia.rego.planner;

import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plan's tables, filled as they are needed: strings, file names, builtins. */
final class PlanTables {
  private final Capabilities capabilities;
  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final Map<String, Integer> files = new LinkedHashMap<>();
  private final Map<String, BuiltinDecl> builtins = new LinkedHashMap<>();

  /** For a program that may use what these allow. */
  PlanTables(Capabilities capabilities) {
    this.capabilities = capabilities;
  }

  int stringIndex(String value) {
    return index(strings, value);
  }

  Operand string(String value) {
    return new Operand.StringIndex(stringIndex(value));
  }

  Location location(Span span) {
    return new Location(index(files, span.source().name()), span.line(), span.column());
  }

  /** Names what ends an evaluation, which is no builtin that a policy can call. */
  void failure() {
    builtins.putIfAbsent(BuiltinDecl.FAIL, new BuiltinDecl(BuiltinDecl.FAIL, 1));
  }

  /** Names what tells the host of a place, which is no builtin that a policy can call. */
  void probe(String name, int arity) {
    builtins.putIfAbsent(name, new BuiltinDecl(name, arity));
  }

  /** The declaration of a builtin that is called. */
  Builtin builtin(String name) {
    Builtin builtin = capabilities.find(name);
    if (builtin == null) {
      throw new IllegalStateException("no builtin " + name);
    }
    builtins.computeIfAbsent(
        name, key -> new BuiltinDecl(key, builtin.arity(), builtin.typeJson()));
    return builtin;
  }

  List<String> strings() {
    return new ArrayList<>(strings.keySet());
  }

  List<String> files() {
    return new ArrayList<>(files.keySet());
  }

  List<BuiltinDecl> builtins() {
    return new ArrayList<>(builtins.values());
  }

  private static int index(Map<String, Integer> table, String value) {
    return table.computeIfAbsent(value, v -> table.size());
  }
}
