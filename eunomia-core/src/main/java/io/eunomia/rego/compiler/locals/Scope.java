package io.eunomia.rego.compiler.locals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one body knows of variables, and the scopes around it. Not thread-safe. */
final class Scope {
  /** A variable, its new name, and how often it was met. */
  static final class Entry {
    final String source;
    final String renamed;
    final Occurrence occurrence;
    private int count = 1;

    Entry(String source, String renamed, Occurrence occurrence) {
      this.source = source;
      this.renamed = renamed;
      this.occurrence = occurrence;
    }

    /** Notes a use. */
    void use() {
      count++;
    }

    /** Whether it was used after it was declared. */
    boolean isUsed() {
      return count > 1;
    }

    private Entry copy() {
      Entry copy = new Entry(source, renamed, occurrence);
      copy.count = count;
      return copy;
    }
  }

  private final @Nullable Scope outer;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  /** A scope that starts with what this one knows and does not change it. */
  Scope copy() {
    Scope copy = new Scope(outer);
    entries.forEach((name, entry) -> copy.entries.put(name, entry.copy()));
    return copy;
  }

  /** The scope around this one, or {@code null}. */
  @Nullable Scope outer() {
    return outer;
  }

  /** Adds a variable. */
  void put(String source, String renamed, Occurrence occurrence) {
    entries.put(source, new Entry(source, renamed, occurrence));
  }

  /** The variable as this scope itself knows it, or {@code null}. */
  @Nullable Entry own(String name) {
    return entries.get(name);
  }

  /** The variable as this scope or the nearest around it knows it, or {@code null}. */
  @Nullable Entry find(String name) {
    Entry found = entries.get(name);
    return found != null || outer == null ? found : outer.find(name);
  }

  /** The variables of this scope itself, in the order in which they came. */
  Iterable<Entry> entries() {
    return entries.values();
  }
}
