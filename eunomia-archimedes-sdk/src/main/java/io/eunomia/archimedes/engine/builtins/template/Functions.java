package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Data.Nothing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions of templates, those that decide which of their arguments to compute aside. */
final class Functions {
  private static final Set<String> NAMES =
      Set.of(
          "and",
          "or",
          "not",
          "eq",
          "ne",
          "lt",
          "le",
          "gt",
          "ge",
          "len",
          "index",
          "slice",
          "print",
          "printf",
          "println",
          "html",
          "js",
          "urlquery",
          "call");
  private static final Set<String> ONE = Set.of("not", "len");
  private static final Set<String> TWO = Set.of("ne", "lt", "le", "gt", "ge");
  private static final Set<String> ANY = Set.of("print", "println", "html", "js", "urlquery");

  private Functions() {}

  static boolean has(String name) {
    return NAMES.contains(name);
  }

  /** What is wrong with that many arguments; empty if nothing is. */
  static String wrongCount(String name, int count) {
    if (ONE.contains(name) || TWO.contains(name)) {
      int want = ONE.contains(name) ? 1 : 2;
      return count == want
          ? ""
          : "wrong number of args for " + name + ": want " + want + " got " + count;
    }
    return count > 0 || ANY.contains(name)
        ? ""
        : "wrong number of args for " + name + ": want at least 1 got " + count;
  }

  static Object call(String name, List<Object> arguments) throws TemplateException {
    return switch (name) {
      case "not" -> !Data.isTrue(arguments.get(0));
      case "eq" -> Comparison.equalsAny(arguments);
      case "ne" -> !Comparison.equals(arguments.get(0), arguments.get(1));
      case "lt" -> Comparison.less(arguments.get(0), arguments.get(1));
      case "le" -> Comparison.lessOrEqual(arguments.get(0), arguments.get(1));
      case "gt" -> !Comparison.lessOrEqual(arguments.get(0), arguments.get(1));
      case "ge" -> !Comparison.less(arguments.get(0), arguments.get(1));
      case "len" -> (long) length(arguments.get(0));
      case "index" -> index(arguments.get(0), arguments.subList(1, arguments.size()));
      case "slice" -> slice(arguments.get(0), arguments.subList(1, arguments.size()));
      case "print" -> GoFormat.join(arguments);
      case "println" -> GoFormat.line(arguments);
      case "printf" ->
          Printf.format((String) arguments.get(0), arguments.subList(1, arguments.size()));
      case "html" -> Escapes.html(GoFormat.join(arguments));
      case "js" -> Escapes.javascript(GoFormat.join(arguments));
      case "urlquery" ->
          URLEncoder.encode(GoFormat.join(arguments), StandardCharsets.UTF_8)
              .replace("*", "%2A")
              .replace("%7E", "~");
      default -> throw notCallable(arguments.get(0));
    };
  }

  private static TemplateException notCallable(Object value) {
    return new TemplateException(
        value instanceof Nothing ? "call of nil" : "non-function of type " + Data.type(value));
  }

  private static int length(Object value) throws TemplateException {
    int size = Data.size(value);
    if (size < 0) {
      throw new TemplateException(
          value instanceof Nothing ? "len of nil pointer" : "len of type " + Data.type(value));
    }
    return size;
  }

  private static Object index(Object value, List<Object> indexes) throws TemplateException {
    if (value instanceof Nothing) {
      throw new TemplateException("index of untyped nil");
    }
    Object at = value;
    for (Object index : indexes) {
      if (at instanceof List<?> list) {
        at = list.get(place(index, list.size(), false));
      } else if (Data.isText(at)) {
        byte[] bytes = GoText.bytes(Data.text(at));
        at = (long) (bytes[place(index, bytes.length, false)] & 0xff);
      } else if (at instanceof Map<?, ?> map) {
        if (index instanceof Nothing) {
          throw new TemplateException("value is nil; should be of type string");
        }
        if (!(index instanceof String)) {
          throw new TemplateException("value has type " + Data.type(index) + "; should be string");
        }
        Object member = map.get(index);
        at = member == null ? Nothing.MISSING : member;
      } else {
        throw new TemplateException(
            at instanceof Nothing
                ? "index of nil pointer"
                : "can't index item of type " + Data.type(at));
      }
    }
    return at;
  }

  private static int place(Object index, int size, boolean end) throws TemplateException {
    if (!(index instanceof Long number)) {
      throw new TemplateException(
          index instanceof Nothing
              ? "cannot index slice/array with nil"
              : "cannot index slice/array with type " + Data.type(index));
    }
    if (number < 0 || number > size || (number == size && !end)) {
      throw new TemplateException("index out of range: " + number);
    }
    return number.intValue();
  }

  private static Object slice(Object value, List<Object> indexes) throws TemplateException {
    if (value instanceof Nothing) {
      throw new TemplateException("slice of untyped nil");
    }
    if (indexes.size() > 3) {
      throw new TemplateException("too many slice indexes: " + indexes.size());
    }
    if (!(value instanceof List) && !Data.isText(value)) {
      throw new TemplateException("can't slice item of type " + Data.type(value));
    }
    if (Data.isText(value) && indexes.size() == 3) {
      throw new TemplateException("cannot 3-index slice a string");
    }
    int size = Data.size(value);
    int from = indexes.isEmpty() ? 0 : place(indexes.get(0), size, true);
    int to = indexes.size() < 2 ? size : place(indexes.get(1), size, true);
    if (indexes.size() == 3 && place(indexes.get(2), size, true) < to) {
      throw new TemplateException("invalid slice index: " + to + " > " + indexes.get(2));
    }
    if (from > to) {
      throw new TemplateException("invalid slice index: " + from + " > " + to);
    }
    return value instanceof List<?> list
        ? list.subList(from, to)
        : new String(GoText.bytes(Data.text(value)), from, to - from, StandardCharsets.UTF_8);
  }
}
