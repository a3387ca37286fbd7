package io.eunomia.testkit;

/** Texts as they fit on a line. */
final class Texts {
  private static final int LONGEST = 200;

  private Texts() {}

  static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
