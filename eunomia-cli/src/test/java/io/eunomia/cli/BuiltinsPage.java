package io.eunomia.cli;

import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.builtins.DeclarationText;
import io.eunomia.rego.types.FunctionType.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code docs/builtins.md} of the declarations, so that it says what is so. */
final class BuiltinsPage {
  private static final String HEAD =
      """
      <!-- Made of eunomia-core/src/main/resources/io/eunomia/rego/builtins: a test says how, and fails if it is not. -->

      # Builtins

      All %d builtins of OPA 1.20, with their types as declarations have them; [builtins of your own](custom-builtins.md#write-it) says
      how to read these. Policies may call them if their [capabilities](capabilities.md) list them.

      | where | is |
      |---|---|
      | module | the module has it, and needs nobody for it |
      | host | the runtime has it, in Java |
      | compiler | the compiler makes something else of every call |

      *Since* is the version of OPA that it came with; those without one are older than 0.17.1. What is *not deterministic* is the same
      within an evaluation for the same arguments, and may be another in the next one. Rego v1 refuses what is *deprecated*, and v0 with
      `--strict`. What is *on demand* may be called if a capabilities file lists it, and not otherwise. Where nothing is said of a
      difference, none is known: [Conformance](conformance.md) is how that is measured.
      """;

  private BuiltinsPage() {}

  static String write() {
    Map<String, String> differences = Builtins.differences();
    StringBuilder page = new StringBuilder(HEAD.formatted(Builtins.all().size()));
    Builtins.families()
        .forEach(
            (family, builtins) -> {
              page.append("\n## ").append(family).append("\n\n");
              page.append(
                  "| builtin | arguments | result | where | since | is | differs from OPA |\n");
              page.append("|---|---|---|---|---|---|---|\n");
              for (Builtin builtin : builtins) {
                page.append(row(builtin, differences.getOrDefault(builtin.name(), "")));
              }
            });
    return page.toString();
  }

  private static String row(Builtin builtin, String difference) {
    Parameter result = builtin.type().result();
    String since = String.valueOf(builtin.since());
    List<String> cells =
        List.of(
            code(builtin.name()) + (builtin.infix() == null ? "" : " " + code(builtin.infix())),
            builtin.type().parameters().stream()
                    .map(parameter -> code(DeclarationText.of(parameter)))
                    .collect(Collectors.joining(", "))
                + (builtin.type().variadic() ? " …" : ""),
            result == null ? "" : code(DeclarationText.of(result)),
            builtin.rewritten() ? "compiler" : builtin.isNative() ? "module" : "host",
            since.equals("0.17.0") ? "" : since,
            String.join(", ", attributes(builtin)),
            difference);
    return cells.stream()
        .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
        .collect(Collectors.joining("|", "|", "|\n"));
  }

  private static List<String> attributes(Builtin builtin) {
    List<String> attributes = new ArrayList<>();
    if (builtin.nondeterministic()) {
      attributes.add("not deterministic");
    }
    if (builtin.relation()) {
      attributes.add("a relation");
    }
    if (builtin.deprecated()) {
      attributes.add("deprecated");
    }
    if (!Capabilities.defaults().allows(builtin.name())) {
      attributes.add("on demand");
    }
    return attributes;
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
