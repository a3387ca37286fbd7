package io.eunomia.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a document consists of, as it is written. */
abstract sealed class Node {
  private final Mark start;

  private Node(Mark start) {
    this.start = start;
  }

  Mark start() {
    return start;
  }

  /** A scalar. */
  static final class Scalar extends Node {
    final String text;
    final @Nullable String tag;
    final boolean resolved;

    /**
     * A scalar.
     *
     * @param tag its tag in full, or {@code null}
     * @param resolved whether how it is written says what it stands for
     */
    Scalar(Mark start, String text, @Nullable String tag, boolean resolved) {
      super(start);
      this.text = text;
      this.tag = tag;
      this.resolved = resolved;
    }
  }

  /** An alias of another node, which it may be in. */
  static final class Alias extends Node {
    final String name;
    final Node target;

    Alias(Mark start, String name, Node target) {
      super(start);
      this.name = name;
      this.target = target;
    }
  }

  /** Elements. */
  static final class Sequence extends Node {
    final List<Node> elements = new ArrayList<>();

    Sequence(Mark start) {
      super(start);
    }
  }

  /** Keys and their values. */
  static final class Mapping extends Node {
    final List<Member> members = new ArrayList<>();

    Mapping(Mark start) {
      super(start);
    }

    void add(Node key, Node value) {
      members.add(new Member(key, value));
    }
  }

  /** A key with its value. */
  record Member(Node key, Node value) {}
}
