package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Data.Nothing;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code printf}, with the verbs of Go's fmt for the values that templates know. */
final class Printf {
  private static final int MAX_WIDTH = 1_000_000;

  private final String format;
  private final List<Object> arguments;
  private final Output out = new Output();
  private int at;
  private int next;

  private boolean minus;
  private boolean plus;
  private boolean sharp;
  private boolean space;
  private boolean zero;
  private int width;
  private int precision;

  private Printf(String format, List<Object> arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  static String format(String format, List<Object> arguments) throws TemplateException {
    return new Printf(format, arguments).run();
  }

  private String run() throws TemplateException {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      out.append(format.substring(at, percent < 0 ? format.length() : percent));
      at = percent < 0 ? format.length() : percent + 1;
      if (percent >= 0) {
        directive();
      }
    }
    if (next < arguments.size()) {
      out.append("%!(EXTRA ");
      String between = "";
      for (Object extra : arguments.subList(next, arguments.size())) {
        out.append(between).append(Data.type(extra));
        if (!(extra instanceof Nothing)) {
          out.append("=");
          GoFormat.print(out, extra);
        }
        between = ", ";
      }
      out.append(")");
    }
    return out.toString();
  }

  private void directive() throws TemplateException {
    flags();
    width = number();
    if (width < 0 && width != -1) {
      minus = true;
      width = -width;
    }
    precision = -1;
    if (at < format.length() && format.charAt(at) == '.') {
      at++;
      precision = Math.max(0, number());
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    if (verb == '%') {
      out.append("%");
    } else if (next >= arguments.size()) {
      out.append("%!" + Character.toString(verb) + "(MISSING)");
    } else {
      value(arguments.get(next++), (char) verb);
    }
  }

  private void flags() {
    minus = plus = sharp = space = zero = false;
    for (; at < format.length(); at++) {
      switch (format.charAt(at)) {
        case '-' -> minus = true;
        case '+' -> plus = true;
        case '#' -> sharp = true;
        case ' ' -> space = true;
        case '0' -> zero = true;
        default -> {
          return;
        }
      }
    }
  }

  /** A width or precision; -1 for none. */
  private int number() throws TemplateException {
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      Object given = next < arguments.size() ? arguments.get(next++) : Nothing.MISSING;
      if (given instanceof Long number && Math.abs(number) <= MAX_WIDTH) {
        return number.intValue();
      }
      out.append("%!(BADWIDTH)");
      return -1;
    }
    int from = at;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      return -1;
    }
    if (at - from > 7 || Integer.parseInt(format.substring(from, at)) > MAX_WIDTH) {
      out.append("%!(BADWIDTH)");
      return -1;
    }
    return Integer.parseInt(format.substring(from, at));
  }

  private void value(Object value, char verb) throws TemplateException {
    if (verb == 'T') {
      pad(Data.type(value), false);
    } else if (value instanceof Nothing) {
      pad(verb == 'v' ? "<nil>" : "%!" + verb + "(<nil>)", false);
    } else if (value instanceof List<?> list) {
      out.append((verb == 'v' && sharp) ? "[]interface {}{" : "[");
      String between = "";
      for (Object element : list) {
        out.append(between);
        value(element, verb);
        between = (verb == 'v' && sharp) ? ", " : " ";
      }
      out.append((verb == 'v' && sharp) ? "}" : "]");
    } else if (value instanceof Map<?, ?> map) {
      map(map, verb);
    } else {
      scalar(value, verb);
    }
  }

  private void map(Map<?, ?> map, char verb) throws TemplateException {
    boolean source = verb == 'v' && sharp;
    out.append(source ? "map[string]interface {}{" : "map[");
    String between = "";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      out.append(between);
      value(member.getKey(), verb);
      out.append(":");
      value(member.getValue(), verb);
      between = source ? ", " : " ";
    }
    out.append(source ? "}" : "]");
  }

  private void scalar(Object value, char verb) throws TemplateException {
    String text =
        Data.isText(value)
            ? text(Data.text(value), verb)
            : value instanceof Long number
                ? integer(number, verb)
                : value instanceof Double number
                    ? decimal(number, verb)
                    : (verb == 't' || verb == 'v') ? String.valueOf(value) : "";
    if (text.isEmpty() && !(Data.isText(value) && "svxX".indexOf(verb) >= 0)) {
      out.append("%!" + verb + "(" + Data.type(value) + "=" + GoFormat.scalar(value) + ")");
    } else {
      pad(text, value instanceof Long || value instanceof Double);
    }
  }

  private String text(String text, char verb) {
    String cut = text;
    if (precision >= 0 && precision < text.codePointCount(0, text.length())) {
      cut = text.substring(0, text.offsetByCodePoints(0, precision));
    }
    return switch (verb) {
      case 's' -> cut;
      case 'v' -> sharp ? GoText.quote(cut) : cut;
      case 'q' -> (sharp && cut.indexOf('`') < 0) ? "`" + cut + "`" : GoText.quote(cut);
      case 'x' -> HexFormat.of().formatHex(GoText.bytes(cut));
      case 'X' -> HexFormat.of().withUpperCase().formatHex(GoText.bytes(cut));
      default -> "";
    };
  }

  private String integer(long number, char verb) {
    String magnitude = Long.toUnsignedString(Math.abs(number));
    return switch (verb) {
      case 'd', 'v' -> signed(number < 0, magnitude);
      case 'b' -> signed(number < 0, (sharp ? "0b" : "") + Long.toBinaryString(Math.abs(number)));
      case 'o' -> signed(number < 0, (sharp ? "0" : "") + Long.toOctalString(Math.abs(number)));
      case 'O' -> signed(number < 0, "0o" + Long.toOctalString(Math.abs(number)));
      case 'x' -> signed(number < 0, (sharp ? "0x" : "") + Long.toHexString(Math.abs(number)));
      case 'X' ->
          signed(
              number < 0,
              (sharp ? "0X" : "") + Long.toHexString(Math.abs(number)).toUpperCase(Locale.ROOT));
      case 'c' -> character(number);
      case 'q' -> {
        String c = GoText.quote(character(number));
        yield "'" + c.substring(1, c.length() - 1).replace("\\\"", "\"").replace("'", "\\'") + "'";
      }
      case 'U' -> String.format("U+%04X", number);
      default -> "";
    };
  }

  private static String character(long number) {
    return (Character.isValidCodePoint((int) number) && number == (int) number)
        ? Character.toString((int) number)
        : "\uFFFD";
  }

  private String decimal(double number, char verb) {
    char kind = Character.toLowerCase(verb);
    if (kind != 'e' && kind != 'f' && kind != 'g' && verb != 'v') {
      return "";
    }
    int digits = (precision < 0 && kind != 'g' && verb != 'v') ? 6 : precision;
    String text = GoFloat.format(number, verb == 'v' ? 'g' : kind, digits);
    String cased = Character.isUpperCase(verb) ? text.toUpperCase(Locale.ROOT) : text;
    boolean negative = cased.startsWith("-");
    return cased.startsWith("+") ? cased : signed(negative, negative ? cased.substring(1) : cased);
  }

  private String signed(boolean negative, String magnitude) {
    return (negative ? "-" : plus ? "+" : space ? " " : "") + magnitude;
  }

  private void pad(String text, boolean number) throws TemplateException {
    int missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      out.append(text);
    } else if (minus) {
      out.append(text).append(" ".repeat(missing));
    } else if (zero && number) {
      int sign = (!text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0) ? 1 : 0;
      out.append(text.substring(0, sign)).append("0".repeat(missing)).append(text.substring(sign));
    } else {
      out.append(" ".repeat(missing)).append(text);
    }
  }
}
