package io.eunomia.testkit.conformance;

import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.testkit.node.NodeHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The engines that a run asks. */
final class Engines implements AutoCloseable {
  static final String DEFAULT = "interpreted,compiled";

  private static final String V8 = "v8";

  private final List<Engine> list;

  private Engines(List<Engine> list) {
    this.list = List.copyOf(list);
  }

  /**
   * Starts engines.
   *
   * @param names separated by commas
   * @throws IllegalArgumentException if there is no such engine here
   */
  static Engines start(String names) throws IOException {
    List<Engine> engines = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      engines.add(
          switch (name) {
            case "interpreted" -> new OurEngine(Execution.INTERPRETED);
            case "compiled" -> new OurEngine(Execution.COMPILED);
            case V8 -> v8();
            case "styra" -> new StyraEngine();
            default -> throw new IllegalArgumentException("there is no engine " + name);
          });
    }
    // Another process works while this one does.
    engines.sort(Comparator.comparing(engine -> !engine.name().equals(V8)));
    return new Engines(engines);
  }

  private static Engine v8() throws IOException {
    String missing = NodeHost.missing();
    if (missing != null) {
      throw new IllegalArgumentException("there is no engine v8: " + missing);
    }
    return new V8Engine(NodeHost.start());
  }

  List<Engine> list() {
    return list;
  }

  @Override
  public void close() {
    list.forEach(Engine::close);
  }
}
