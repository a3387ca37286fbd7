package io.eunomia.rego.format;

import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;

/**
 * How the rules of one module are written.
 *
 * @param v1 as Rego v1 has them, whatever the version that reads them
 * @param usesIf {@code if} stands before bodies
 * @param usesContains {@code contains} stands before the elements of sets
 * @param longNames a name of two parts is written with a dot, as there are longer names in the
 *     module
 * @param addsImport {@code import rego.v1} must be there
 * @param dropsImports imports that only Rego v0 needs are left out: those of keywords, and {@code
 *     rego.v1} too unless it must be there
 */
record Style(
    boolean v1,
    boolean usesIf,
    boolean usesContains,
    boolean longNames,
    boolean addsImport,
    boolean dropsImports) {

  static Style of(Module module, FormatOptions options) {
    boolean both = options.version() == RegoVersion.V0_V1;
    boolean v1 = both || module.version() == RegoVersion.V1;
    return new Style(
        v1,
        v1 || imports(module, "if"),
        v1 || imports(module, "contains"),
        module.rules().stream().anyMatch(Style::isLong),
        both,
        both || options.dropsImports());
  }

  private static boolean imports(Module module, String keyword) {
    return module.imports().stream().anyMatch(each -> isFuture(each, keyword));
  }

  /** Whether an import makes a keyword known: that one, or all. */
  private static boolean isFuture(Import imported, String keyword) {
    if (!imported.path().startsWith("future")) {
      return false;
    }
    int steps = imported.path().path().size();
    return steps == 1
        || (steps == 2
            && imported.path().path().get(1) instanceof StringTerm name
            && name.value().equals(keyword));
  }

  private static boolean isLong(Rule rule) {
    int steps = rule.head().ref().path().size();
    return steps > 1 || (steps == 1 && rule.head().isMultiValue());
  }

  /** Whether {@code if} stands before a rule's body. */
  boolean usesIf(Rule rule) {
    return usesIf && (usesContains || !rule.head().isMultiValue());
  }

  /** Whether an import is left out. */
  boolean drops(Import imported) {
    return dropsImports
        && (imported.path().startsWith("future") || imported.path().startsWith("rego"));
  }
}
