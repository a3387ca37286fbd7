package io.eunomia.testkit.coverage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/** Coverage as one page that needs nothing else, with the sources marked. */
final class CoverageHtml {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --y: #d9f2d9; --n: #ffd6d6; --line: #8884; --dim: #777; }
      @media (prefers-color-scheme: dark) { :root { --y: #173d1c; --n: #5c1f1f; --dim: #999; } }
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
      table { border-collapse: collapse; }
      th, td { text-align: right; padding: .2rem .8rem; border-bottom: 1px solid var(--line); }
      th:first-child, td:first-child { text-align: left; padding-left: 0; }
      .source { display: flex; border: 1px solid var(--line); overflow-x: auto; }
      pre { font: 13px/1.5 ui-monospace, monospace; margin: 0; padding: .5rem; tab-size: 4; }
      .numbers { text-align: right; color: var(--dim); border-right: 1px solid var(--line); user-select: none; }
      .y { background: var(--y); } .n { background: var(--n); }
      .n .y { background: var(--y); }
      """;

  private final StringBuilder html = new StringBuilder();

  private CoverageHtml() {}

  static String of(Coverage coverage) {
    CoverageHtml page = new CoverageHtml();
    page.page(coverage);
    return page.html.toString();
  }

  private void page(Coverage coverage) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
    html.append("<title>Coverage of policies</title>\n<style>\n").append(STYLE);
    html.append("</style>\n</head>\n<body>\n<h1>Coverage of policies: ");
    html.append(coverage.lines().text()).append("</h1>\n<table>\n");
    html.append("<tr><th>File</th><th>Lines</th><th>Covered</th><th>Expressions</th>");
    html.append("<th>Rules</th></tr>\n");
    for (int i = 0; i < coverage.files().size(); i++) {
      row(coverage.files().get(i), i);
    }
    html.append("</table>\n");
    for (int i = 0; i < coverage.files().size(); i++) {
      file(coverage.files().get(i), i);
    }
    html.append("</body>\n</html>\n");
  }

  private void row(FileCoverage file, int number) {
    html.append("<tr><td><a href=\"#f").append(number).append("\">");
    html.append(escaped(file.name())).append("</a></td>");
    cell(file.lines().text());
    cell(file.lines().covered() + "/" + (file.lines().covered() + file.lines().notCovered()));
    cell(file.expressions(true) + "/" + file.expressions(false));
    cell(file.rules(true) + "/" + file.rules(false));
    html.append("</tr>\n");
  }

  private void cell(String text) {
    html.append("<td>").append(text).append("</td>");
  }

  private void file(FileCoverage file, int number) {
    html.append("<h2 id=\"f").append(number).append("\">").append(escaped(file.name()));
    html.append("</h2>\n<div class=\"source\">\n<pre class=\"numbers\">");
    String text = file.source().text();
    TreeMap<Integer, Long> hits = file.hitsByLine();
    int lines = text.isEmpty() ? 1 : file.source().line(text.length() - 1);
    for (int line = 1; line <= lines; line++) {
      Long count = hits.get(line);
      if (count == null) {
        html.append(line).append('\n');
      } else {
        mark(count);
        html.append(line).append("</span>\n");
      }
    }
    html.append("</pre>\n<pre>");
    source(file);
    html.append("</pre>\n</div>\n");
  }

  private void mark(long hits) {
    html.append("<span class=\"").append(hits > 0 ? 'y' : 'n').append("\" title=\"");
    html.append(hits == 0 ? "never" : hits == 1 ? "once" : hits + " times").append("\">");
  }

  /** The text, marked; places are in each other, or apart, and come sorted. */
  private void source(FileCoverage file) {
    String text = file.source().text();
    Deque<CoveredPlace> open = new ArrayDeque<>();
    int at = 0;
    for (CoveredPlace place : file.places()) {
      at = close(text, open, at, place.span().start());
      html.append(escaped(text.substring(at, place.span().start())));
      at = place.span().start();
      mark(place.hits());
      open.push(place);
    }
    at = close(text, open, at, text.length());
    html.append(escaped(text.substring(at)));
  }

  /** Ends the places that end before an offset. */
  private int close(String text, Deque<CoveredPlace> open, int from, int until) {
    int at = from;
    while (!open.isEmpty() && open.peek().span().end() <= until) {
      int end = Math.max(at, open.pop().span().end());
      html.append(escaped(text.substring(at, end))).append("</span>");
      at = end;
    }
    return at;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
