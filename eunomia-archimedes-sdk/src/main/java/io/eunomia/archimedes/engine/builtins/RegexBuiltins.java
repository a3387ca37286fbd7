package io.eunomia.archimedes.engine.builtins;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.eunomia.archimedes.engine.builtins.RegexSearch.Match;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code regex.*}: on RE2/J, so that no pattern and no text takes more than linear time. */
final class RegexBuiltins {
  private RegexBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins
        .add("regex.match", RegexBuiltins::match)
        .add("re_match", RegexBuiltins::match)
        .add("regex.is_valid", RegexBuiltins::isValid)
        .add("regex.split", RegexBuiltins::split)
        .add("regex.find_n", RegexBuiltins::find)
        .add("regex.find_all_string_submatch_n", RegexBuiltins::findSubmatches)
        .add("regex.replace", RegexBuiltins::replace)
        .add("regex.template_match", RegexBuiltins::templateMatch)
        .add("regex.globs_match", RegexBuiltins::globsMatch);
  }

  /** The compiled pattern, from the cache if it was used lately. */
  private static Pattern pattern(BuiltinContext context, String text) throws BuiltinException {
    return context.cached(List.of("regex", text), () -> compile(text));
  }

  private static Pattern compile(String text) throws BuiltinException {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new BuiltinException(
          "error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`");
    }
  }

  private static Value match(BuiltinContext context, Value... arguments) throws BuiltinException {
    Pattern pattern = pattern(context, Operands.string(arguments, 0));
    return Value.of(pattern.matcher(Operands.string(arguments, 1)).find());
  }

  private static Value isValid(BuiltinContext context, Value... arguments) {
    if (!(arguments[0] instanceof StringValue text)) {
      return Value.of(false);
    }
    try {
      pattern(context, text.text());
      return Value.of(true);
    } catch (BuiltinException e) {
      return Value.of(false);
    }
  }

  private static Value split(BuiltinContext context, Value... arguments) throws BuiltinException {
    String source = Operands.string(arguments, 0);
    Pattern pattern = pattern(context, source);
    String text = Operands.string(arguments, 1);
    if (text.isEmpty() && !source.isEmpty()) {
      return Operands.strings(List.of(""));
    }
    List<String> pieces = new ArrayList<>();
    int begin = 0;
    int end = 0;
    for (Match match : new RegexSearch(pattern, text).all(-1)) {
      end = match.start();
      if (match.end() != 0) {
        pieces.add(text.substring(begin, end));
      }
      begin = match.end();
    }
    if (end != text.length()) {
      pieces.add(text.substring(begin));
    }
    return Operands.strings(pieces);
  }

  private static Value find(BuiltinContext context, Value... arguments) throws BuiltinException {
    Pattern pattern = pattern(context, Operands.string(arguments, 0));
    String text = Operands.string(arguments, 1);
    return Operands.strings(
        new RegexSearch(pattern, text)
            .all(Operands.integer(arguments, 2)).stream().map(match -> match.in(text)).toList());
  }

  private static Value findSubmatches(BuiltinContext context, Value... arguments)
      throws BuiltinException {
    Pattern pattern = pattern(context, Operands.string(arguments, 0));
    String text = Operands.string(arguments, 1);
    List<Value> found = new ArrayList<>();
    for (Match match : new RegexSearch(pattern, text).all(Operands.integer(arguments, 2))) {
      List<String> strings = new ArrayList<>();
      strings.add(match.in(text));
      strings.addAll(match.groups());
      found.add(Operands.strings(strings));
    }
    return new ArrayValue(found);
  }

  private static Value replace(BuiltinContext context, Value... arguments) throws BuiltinException {
    String text = Operands.string(arguments, 0);
    Pattern pattern = pattern(context, Operands.string(arguments, 1));
    return Value.of(new RegexSearch(pattern, text).replaceAll(Operands.string(arguments, 2)));
  }

  private static Value templateMatch(BuiltinContext context, Value... arguments)
      throws BuiltinException {
    String template = Operands.string(arguments, 0);
    String open = Operands.string(arguments, 2);
    String close = Operands.string(arguments, 3);
    if (open.length() != 1) {
      throw new BuiltinException("start delimiter has to be exactly one character long");
    }
    if (close.length() != 1) {
      throw new BuiltinException("end delimiter has to be exactly one character long");
    }
    Pattern pattern =
        context.cached(
            List.of("regex.template", template, open, close),
            () -> compile(templatePattern(template, open.charAt(0), close.charAt(0))));
    return Value.of(pattern.matcher(Operands.string(arguments, 1)).find());
  }

  /** Between the delimiters are patterns; all else means itself. */
  private static String templatePattern(String template, char open, char close)
      throws BuiltinException {
    StringBuilder pattern = new StringBuilder("^");
    int depth = 0;
    int start = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == open && depth++ == 0) {
        pattern.append(Pattern.quote(template.substring(start, i)));
        start = i + 1;
      } else if (c == close) {
        if (--depth == 0) {
          pattern.append('(').append(template, start, i).append(')');
          start = i + 1;
        } else if (depth < 0) {
          break;
        }
      }
    }
    if (depth != 0) {
      throw new BuiltinException("unbalanced braces in \"" + template + "\"");
    }
    return pattern.append(Pattern.quote(template.substring(start))).append('$').toString();
  }

  private static Value globsMatch(BuiltinContext context, Value... arguments)
      throws BuiltinException {
    RegexGlob first = RegexGlob.parse(Operands.string(arguments, 0));
    return Value.of(first.intersects(RegexGlob.parse(Operands.string(arguments, 1))));
  }
}
