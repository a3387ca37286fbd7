package io.eunomia.rego.compiler.resolve;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.AbsoluteRefs;
import io.eunomia.rego.compiler.walk.DeclaredNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes refs to rules of the package and to imports absolute, and each rule's own ref too. Names
 * that nothing knows are left: they are variables or builtins.
 */
public final class ResolveRefs implements Pass {
  @Override
  public void run(Compilation compilation) {
    Map<Ref, Set<String>> exports = Globals.exports(compilation.modules());
    compilation.replaceModules(
        module -> {
          Globals globals = new Globals(module, exports.getOrDefault(module.path(), Set.of()));
          Module resolved =
              module.withRules(
                  module.rules().stream().map(rule -> resolve(module, rule, globals)).toList());
          if (compilation.options().strict()) {
            reportUnused(module, globals, compilation);
          }
          return resolved;
        });
  }

  private static void reportUnused(Module module, Globals globals, Compilation compilation) {
    for (Import imported : module.imports()) {
      if (Globals.bringsName(imported) && !globals.isUsed(imported.name())) {
        String alias = imported.alias() == null ? "" : " as " + imported.alias();
        compilation.error(
            ErrorCodes.COMPILE, imported.span(), "import " + imported.path() + alias + " unused");
      }
    }
  }

  private static Rule resolve(Module module, Rule rule, Globals globals) {
    Head head = rule.head();
    Set<String> args = head.args() == null ? Set.of() : DeclaredNames.ofArgs(head.args());
    NameResolver resolver = new NameResolver(globals);
    resolver.hide(args);
    List<Term> resolvedArgs = head.args() == null ? null : resolver.args(head.args());
    resolver.hide(DeclaredNames.ofBody(rule.body()));
    Ref ref = AbsoluteRefs.of(module.path(), head.ref(), resolver.steps(head.ref().path()));
    Head resolvedHead =
        new Head(
            ref,
            resolvedArgs,
            optional(resolver, head.key()),
            optional(resolver, head.value()),
            head.assign(),
            head.written(),
            head.span());
    List<Else> elses =
        rule.elses().stream()
            .map(
                branch -> {
                  NameResolver own = new NameResolver(globals);
                  own.hide(args);
                  own.hide(DeclaredNames.ofBody(branch.body()));
                  return new Else(
                      own.term(branch.value()),
                      own.body(branch.body()),
                      branch.assign(),
                      branch.written(),
                      branch.span());
                })
            .toList();
    return new Rule(rule.isDefault(), resolvedHead, resolver.body(rule.body()), elses, rule.span());
  }

  private static @Nullable Term optional(NameResolver resolver, @Nullable Term term) {
    return term == null ? null : resolver.term(term);
  }
}
