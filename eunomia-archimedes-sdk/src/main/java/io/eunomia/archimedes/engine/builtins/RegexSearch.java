package io.eunomia.archimedes.engine.builtins;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches as Go's package {@code regexp} does, on RE2/J: an empty match right after another match
 * does not count.
 */
final class RegexSearch {
  private final Matcher matcher;
  private final String text;

  RegexSearch(Pattern pattern, String text) {
    this.matcher = pattern.matcher(text);
    this.text = text;
  }

  /** All matches from left to right, or the first {@code limit} if that is not negative. */
  List<Match> all(long limit) {
    List<Match> matches = new ArrayList<>();
    int at = 0;
    int previousEnd = -1;
    while (at <= text.length() && matches.size() != limit && matcher.find(at)) {
      int start = matcher.start();
      int end = matcher.end();
      if (end > at || start != previousEnd) {
        matches.add(new Match(start, end, groups()));
      }
      at = end > at ? end : at + width(at);
      previousEnd = end;
    }
    return matches;
  }

  /** The text with every match replaced; {@code $1} and <code>${name}</code> stand for groups. */
  String replaceAll(String template) {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    int at = 0;
    while (at <= text.length() && matcher.find(at)) {
      int start = matcher.start();
      int end = matcher.end();
      out.append(text, copied, start);
      if (end > copied || start == 0) {
        expand(out, template);
      }
      copied = end;
      at = Math.max(end, at + width(at));
    }
    return out.append(text, copied, text.length()).toString();
  }

  private List<String> groups() {
    List<String> groups = new ArrayList<>(matcher.groupCount());
    for (int i = 1; i <= matcher.groupCount(); i++) {
      String group = matcher.group(i);
      groups.add(group == null ? "" : group);
    }
    return groups;
  }

  private int width(int at) {
    return at < text.length() ? Character.charCount(text.codePointAt(at)) : 1;
  }

  private void expand(StringBuilder out, String template) {
    int at = 0;
    for (int dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', at)) {
      out.append(template, at, dollar);
      at = dollar + 1;
      if (template.startsWith("$", at)) {
        out.append('$');
        at++;
        continue;
      }
      boolean braced = template.startsWith("{", at);
      int start = braced ? at + 1 : at;
      int end = start;
      while (end < template.length() && isWord(template.charAt(end))) {
        end++;
      }
      if (end == start || (braced && !template.startsWith("}", end))) {
        // Malformed: a dollar is a dollar.
        out.append('$');
        continue;
      }
      out.append(group(template.substring(start, end)));
      at = braced ? end + 1 : end;
    }
    out.append(template, at, template.length());
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private String group(String name) {
    Integer index = matcher.pattern().namedGroups().get(name);
    if (index == null) {
      // A number of one's own choosing, or nothing.
      index = name.matches("[0-9]{1,6}") ? Integer.valueOf(name) : Integer.valueOf(-1);
    }
    if (index < 0 || index > matcher.groupCount()) {
      return "";
    }
    String group = matcher.group(index);
    return group == null ? "" : group;
  }

  /**
   * One match.
   *
   * @param start its first character
   * @param end behind its last character
   * @param groups what the groups matched; empty for those that did not
   */
  record Match(int start, int end, List<String> groups) {
    String in(String text) {
      return text.substring(start, end);
    }
  }
}
