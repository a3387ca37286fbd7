package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Data.Nothing;
import java.util.List;
import java.util.Map;

/** Values as Go's fmt prints them. */
final class GoFormat {
  private GoFormat() {}

  /** As {@code %v}. */
  static void print(Output out, Object value) throws TemplateException {
    if (value instanceof List<?> list) {
      out.append("[");
      String between = "";
      for (Object element : list) {
        out.append(between);
        print(out, element);
        between = " ";
      }
      out.append("]");
    } else if (value instanceof Map<?, ?> map) {
      out.append("map[");
      String between = "";
      for (Map.Entry<?, ?> member : map.entrySet()) {
        out.append(between).append((String) member.getKey()).append(":");
        print(out, member.getValue());
        between = " ";
      }
      out.append("]");
    } else {
      out.append(scalar(value));
    }
  }

  static String scalar(Object value) {
    if (value instanceof Double number) {
      return GoFloat.format(number, 'g', -1);
    }
    return value instanceof Nothing
        ? "<nil>"
        : Data.isText(value) ? Data.text(value) : String.valueOf(value);
  }

  /** As {@code print}: a space between two values none of which is a text. */
  static String join(List<Object> values) throws TemplateException {
    Output out = new Output();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0 && !Data.isText(values.get(i)) && !Data.isText(values.get(i - 1))) {
        out.append(" ");
      }
      print(out, values.get(i));
    }
    return out.toString();
  }

  /** As {@code println}: a space between all values, and a new line at the end. */
  static String line(List<Object> values) throws TemplateException {
    Output out = new Output();
    for (int i = 0; i < values.size(); i++) {
      out.append(i > 0 ? " " : "");
      print(out, values.get(i));
    }
    return out.append("\n").toString();
  }
}
