package io.eunomia.archimedes.enforce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A method and a path with parameters.
 *
 * @param text as it was written
 * @param method in upper case
 * @param segments decoded, {@link #PARAMETER} for each parameter
 */
record PathTemplate(String text, String method, List<String> segments) {
  /** No segment of a path is like this: a zero is refused in it. */
  static final String PARAMETER = "\0";

  private static final Pattern NAME = Pattern.compile("\\{[^{}/]+}");

  static PathTemplate parse(String text) {
    int space = text.indexOf(' ');
    String method = space < 0 ? "" : text.substring(0, space);
    String path = text.substring(space + 1);
    String problem = RequestMethod.problem(method);
    if (problem != null) {
      throw invalid(text, "is not a method, a space and a path: the method " + problem);
    }
    // A parameter's name is not part of the path; a letter keeps its place.
    problem = RequestPath.problem(NAME.matcher(path).replaceAll("x"));
    if (problem != null) {
      throw invalid(text, "has a path that no request may have: it " + problem);
    }
    List<String> segments = new ArrayList<>();
    for (String raw : path.substring(1).split("/", -1)) {
      if (NAME.matcher(raw).matches()) {
        segments.add(PARAMETER);
      } else if (raw.indexOf('{') >= 0) {
        throw invalid(text, "has a parameter that is not a whole segment");
      } else {
        segments.addAll(RequestPath.segments("/" + raw));
      }
    }
    return new PathTemplate(text, method, List.copyOf(segments));
  }

  static void checkConflicts(List<PathTemplate> templates) {
    Map<String, List<PathTemplate>> comparable = new HashMap<>();
    for (PathTemplate template : templates) {
      List<PathTemplate> others =
          comparable.computeIfAbsent(
              template.method() + " " + template.segments().size(), key -> new ArrayList<>());
      for (PathTemplate other : others) {
        if (template.conflictsWith(other)) {
          throw invalid(
              template.text(),
              "may mean the same path as '" + other.text() + "', and is no better");
        }
      }
      others.add(template);
    }
  }

  /** Whether a path can match both, and neither is the special case of the other. */
  private boolean conflictsWith(PathTemplate other) {
    boolean moreSpecific = false;
    boolean lessSpecific = false;
    for (int i = 0; i < segments.size(); i++) {
      String mine = segments.get(i);
      String theirs = other.segments.get(i);
      boolean parameter = mine.equals(PARAMETER);
      boolean theirParameter = theirs.equals(PARAMETER);
      // A parameter is never empty, so what ends with a slash is another path.
      if (parameter ? theirs.isEmpty() : theirParameter ? mine.isEmpty() : !mine.equals(theirs)) {
        return false;
      }
      moreSpecific |= !parameter && theirParameter;
      lessSpecific |= parameter && !theirParameter;
    }
    return moreSpecific == lessSpecific;
  }

  private static IllegalArgumentException invalid(String text, String problem) {
    return new IllegalArgumentException("'" + text + "' " + problem);
  }
}
