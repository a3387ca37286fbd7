package io.eunomia.rego.format;

import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes modules. */
final class ModuleWriter {
  private final Page page;
  private final RuleWriter rules;
  private final ImportWriter imports;

  ModuleWriter(Page page, Module module) {
    this.page = page;
    this.rules = new RuleWriter(page, module.rules());
    this.imports = new ImportWriter(page);
  }

  /** Imports and rules stand in the order of the text, as runs of either. */
  void write(Module module) {
    writePackage(module);
    List<Node> statements = new ArrayList<>(module.imports());
    statements.addAll(module.rules());
    statements.sort(Comparator.comparingInt(node -> node.span().start()));
    int i = 0;
    while (i < statements.size()) {
      List<Import> imported = new ArrayList<>();
      while (i < statements.size() && statements.get(i) instanceof Import each) {
        imported.add(each);
        i++;
      }
      imports.imports(imported);
      List<Rule> defined = new ArrayList<>();
      while (i < statements.size() && statements.get(i) instanceof Rule each) {
        defined.add(each);
        i++;
      }
      rules.rules(defined);
    }
    page.writeDense(page.comments().takeAbove(Integer.MAX_VALUE));
  }

  private void writePackage(Module module) {
    Ref path = module.path();
    page.reach(Rows.of(path));
    page.startLine();
    page.text("package ");
    List<Term> steps = path.path();
    Term first = steps.get(0);
    Ref shown =
        new Ref(
            new Var(((StringTerm) first).value(), first.span()),
            steps.subList(1, steps.size()),
            path.span());
    new TermWriter(page).ref(shown);
    page.endLine();
    page.blankLine();
  }
}
