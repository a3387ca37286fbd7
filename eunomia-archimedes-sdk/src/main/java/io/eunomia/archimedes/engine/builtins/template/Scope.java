package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Data.Nothing;
import java.util.ArrayList;
import java.util.List;

/** The variables of a template, the innermost last. */
final class Scope {
  private final List<String> names = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  Scope(Object root) {
    push("$", root);
  }

  int mark() {
    return names.size();
  }

  void pop(int mark) {
    names.subList(mark, names.size()).clear();
    values.subList(mark, values.size()).clear();
  }

  void push(String name, Object value) {
    names.add(name);
    values.add(value);
  }

  void set(String name, Object value) {
    int place = names.lastIndexOf(name);
    if (place >= 0) {
      values.set(place, value);
    }
  }

  Object get(String name) {
    int place = names.lastIndexOf(name);
    return place < 0 ? Nothing.MISSING : values.get(place);
  }
}
