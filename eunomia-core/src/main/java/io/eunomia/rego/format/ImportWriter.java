package io.eunomia.rego.format;

import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes imports: those that touched each other sorted, a blank line behind each such group. */
final class ImportWriter {
  private static final Comparator<Import> ORDER =
      Comparator.comparing(Import::path, ImportWriter::compare)
          .thenComparing(each -> each.alias() == null ? "" : each.alias());

  private final Page page;
  private final Map<Integer, Comment> beside;

  /**
   * @param beside the comments behind imports, by row
   */
  ImportWriter(Page page, Map<Integer, Comment> beside) {
    this.page = page;
    this.beside = beside;
  }

  void write(List<Import> imports) {
    for (List<Import> group : groups(imports)) {
      page.reach(Rows.of(group.get(0)));
      group.stream().sorted(ORDER).forEach(this::write);
      page.blankLine();
    }
  }

  private void write(Import imported) {
    page.startLine();
    page.text("import " + path(imported.path()));
    page.text(imported.alias() == null ? "" : " as " + imported.alias());
    // Of several imports on one line, the first has the comment.
    Comment comment = beside.remove(Rows.of(imported));
    page.text(comment == null ? "" : " " + Page.text(comment));
    page.endLine();
  }

  private static String path(Ref path) {
    StringBuilder out = new StringBuilder(((Var) path.head()).name());
    for (Term step : path.path()) {
      out.append(Spelling.ofImported((StringTerm) step));
    }
    return out.toString();
  }

  private static List<List<Import>> groups(List<Import> imports) {
    List<List<Import>> groups = new ArrayList<>();
    List<Import> group = new ArrayList<>();
    for (Import each : imports) {
      if (!group.isEmpty() && Rows.of(each) - Rows.of(group.get(group.size() - 1)) > 1) {
        groups.add(group);
        group = new ArrayList<>();
      }
      group.add(each);
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }

  /** Step by step, a path before those that it is the start of. */
  private static int compare(Ref left, Ref right) {
    int heads = ((Var) left.head()).name().compareTo(((Var) right.head()).name());
    if (heads != 0) {
      return heads;
    }
    int common = Math.min(left.path().size(), right.path().size());
    for (int i = 0; i < common; i++) {
      String step = ((StringTerm) left.path().get(i)).value();
      int steps = step.compareTo(((StringTerm) right.path().get(i)).value());
      if (steps != 0) {
        return steps;
      }
    }
    return Integer.compare(left.path().size(), right.path().size());
  }
}
