package io.eunomia.yaml;

/** The blanks and line breaks between two words of a scalar, and what they stand for. */
final class Folding {
  private final StringBuilder blanks = new StringBuilder();
  private final StringBuilder firstBreak = new StringBuilder();
  private final StringBuilder moreBreaks = new StringBuilder();
  private boolean broken;

  /** Whether there is a line break in it. */
  boolean isBroken() {
    return broken;
  }

  /** A line break was here that stands for nothing. */
  void breakWithoutTrace() {
    broken = true;
  }

  /** Reads a blank; those around line breaks do not count. */
  void readBlank(YamlText text) {
    if (broken) {
      text.skip();
    } else {
      text.read(blanks);
    }
  }

  void readBreak(YamlText text) {
    text.readLineBreak(broken ? moreBreaks : firstBreak);
    broken = true;
  }

  /** Adds what this stands for to a text, and begins anew. */
  void moveTo(StringBuilder value) {
    if (!broken) {
      value.append(blanks);
    } else if (firstBreak.length() == 1 && firstBreak.charAt(0) == '\n') {
      value.append(moreBreaks.length() == 0 ? " " : moreBreaks);
    } else {
      value.append(firstBreak).append(moreBreaks);
    }
    blanks.setLength(0);
    firstBreak.setLength(0);
    moreBreaks.setLength(0);
    broken = false;
  }
}
