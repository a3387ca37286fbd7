package io.eunomia.rego.format;

import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes imports: those that touched each other sorted, a blank line behind each such group. */
final class ImportWriter {
  private final Page page;

  ImportWriter(Page page) {
    this.page = page;
  }

  void imports(List<Import> imports) {
    if (imports.isEmpty()) {
      return;
    }
    Map<Integer, Comment> beside = new HashMap<>();
    java.util.Set<Integer> rows = new java.util.HashSet<>();
    imports.forEach(each -> rows.add(Rows.of(each)));
    page.comments()
        .takeAll(rows::contains)
        .forEach(comment -> beside.put(CommentQueue.row(comment), comment));
    for (List<Import> group : groups(imports)) {
      page.reach(Rows.of(group.get(0)));
      group.stream()
          .sorted(Comparator.comparing((Import i) -> i.path().dotted()))
          .forEach(
              each -> {
                page.startLine();
                page.text("import " + path(each) + (each.alias() == null ? "" : " as " + each.alias()));
                Comment comment = beside.get(Rows.of(each));
                page.text(comment == null ? "" : " " + Page.text(comment));
                page.endLine();
              });
      page.blankLine();
    }
  }

  private static String path(Import imported) {
    StringBuilder path = new StringBuilder(imported.path().head().toString());
    for (Term step : imported.path().path()) {
      path.append(Spelling.ofImportStep((StringTerm) step));
    }
    return path.toString();
  }

  private static List<List<Import>> groups(List<Import> imports) {
    List<List<Import>> groups = new ArrayList<>();
    int last = Integer.MIN_VALUE / 2;
    for (Import each : imports) {
      if (Rows.of(each) - last > 1) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(each);
      last = Rows.of(each);
    }
    return groups;
  }
}
