package io.eunomia.rego.format;

import io.eunomia.rego.ast.Comment;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes modules: the package, then imports and rules in the order of the text. */
final class ModuleWriter {
  private final Module module;
  private final Style style;
  private final Page page;
  private final ImportWriter imports;
  private final RuleWriter rules;
  private final List<Import> kept;

  private ModuleWriter(Module module, Style style) {
    this.module = module;
    this.style = style;
    this.kept = module.imports().stream().filter(each -> !style.drops(each)).toList();
    Map<Integer, Comment> beside = new HashMap<>();
    this.page = new Page(split(TemplateComments.without(module), kept, beside));
    this.imports = new ImportWriter(page, beside);
    this.rules = new RuleWriter(page, style);
  }

  /** The text of a module, ended by one line break. */
  static String write(Module module, Style style) {
    ModuleWriter writer = new ModuleWriter(module, style);
    writer.write();
    return writer.page.text().stripTrailing() + "\n";
  }

  /** The comments but those behind imports, which move with them. */
  private static List<Comment> split(
      List<Comment> comments, List<Import> imports, Map<Integer, Comment> beside) {
    Set<Integer> rows = new HashSet<>();
    imports.forEach(each -> rows.add(Rows.of(each)));
    List<Comment> others = new ArrayList<>();
    for (Comment comment : comments) {
      int row = CommentQueue.row(comment);
      if (rows.contains(row)) {
        beside.put(row, comment);
      } else {
        others.add(comment);
      }
    }
    return others;
  }

  private void write() {
    writePackage();
    if (style.addsImport()) {
      page.text("import rego.v1\n\n");
    }
    List<Node> statements = new ArrayList<>(kept);
    statements.addAll(module.rules());
    statements.sort(Comparator.comparingInt(node -> node.span().start()));
    int i = 0;
    while (i < statements.size()) {
      List<Import> imported = new ArrayList<>();
      while (i < statements.size() && statements.get(i) instanceof Import each) {
        imported.add(each);
        i++;
      }
      imports.write(imported);
      List<Rule> defined = new ArrayList<>();
      while (i < statements.size() && statements.get(i) instanceof Rule each) {
        defined.add(each);
        i++;
      }
      rules.rules(defined);
    }
    page.finish();
  }

  private void writePackage() {
    Ref path = module.path();
    List<Term> steps = path.path();
    Var first = new Var(((StringTerm) steps.get(0)).value(), steps.get(0).span());
    page.reach(Rows.of(path));
    page.startLine();
    page.text("package ");
    new TermWriter(page).ref(new Ref(first, steps.subList(1, steps.size()), path.span()));
    page.endLine();
    page.blankLine();
  }
}
