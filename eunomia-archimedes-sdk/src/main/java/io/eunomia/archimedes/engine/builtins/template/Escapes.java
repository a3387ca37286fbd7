package io.eunomia.archimedes.engine.builtins.template;

/** Texts made safe for what they are put into. */
final class Escapes {
  private Escapes() {}

  static String html(String text) throws TemplateException {
    Output out = new Output();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(
          switch (c) {
            case '"' -> "&#34;";
            case '\'' -> "&#39;";
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case 0 -> "\uFFFD";
            default -> String.valueOf(c);
          });
    }
    return out.toString();
  }

  static String javascript(String text) throws TemplateException {
    Output out = new Output();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      out.append(
          switch (c) {
            case '\\' -> "\\\\";
            case '\'' -> "\\'";
            case '"' -> "\\\"";
            case '<', '>', '&', '=' -> unicode(c);
            default ->
                c < ' ' || (c >= 0x80 && !GoText.isPrintable(c))
                    ? unicode(c)
                    : Character.toString(c);
          });
    }
    return out.toString();
  }

  private static String unicode(int c) {
    return String.format("\\u%04X", c);
  }
}
