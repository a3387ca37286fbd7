package io.eunomia.rego.analysis;

import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Severity;
import java.util.List;

/**
 * Checks that a package denies what none of its rules allows: that it says {@code default allow :=
 * false}. Stateless and thread-safe.
 */
public final class DefaultDeny implements Check {
  /** The code of everything that this reports. */
  public static final String CODE = "eunomia_default_deny";

  private static final String ALLOW = "allow";

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public String summary() {
    return "A service's policy does not say default allow := false";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public void run(Subject subject, Findings findings) {
    Diagnostics diagnostics = new Diagnostics();
    for (String service : subject.options().services()) {
      check(subject.parsed(), service, diagnostics);
    }
    diagnostics.all().forEach(findings::report);
  }

  /**
   * Checks a package; one that no module has is not looked at.
   *
   * @param modules as parsed
   * @param packageName without {@code data}: {@code users_service.authz}
   */
  public static void check(List<Module> modules, String packageName, Diagnostics diagnostics) {
    List<Module> own =
        modules.stream().filter(m -> m.path().dotted().equals("data." + packageName)).toList();
    if (own.isEmpty()) {
      return;
    }
    boolean found = false;
    for (Module module : own) {
      for (Rule rule : module.rules()) {
        if (rule.isDefault() && isAllow(rule)) {
          found = true;
          if (!(rule.head().value() instanceof BooleanTerm value) || value.value()) {
            diagnostics.report(
                Diagnostic.error(
                    CODE,
                    rule.head().span(),
                    "the default of allow is not false",
                    "what no rule allows must be denied: default allow := false"));
          }
        }
      }
    }
    if (!found) {
      Module first = own.get(0);
      diagnostics.report(
          Diagnostic.error(
              CODE,
              first.path().span(),
              "package " + packageName + " has no default for allow",
              "add: default allow := false"));
    }
  }

  private static boolean isAllow(Rule rule) {
    return rule.head().ref().path().isEmpty()
        && rule.head().ref().head() instanceof Var name
        && name.name().equals(ALLOW);
  }
}
