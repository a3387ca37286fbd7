package io.eunomia.benchmarks;

import io.eunomia.policy.PolicyInput;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests in turn, in each of their forms. Of one thread. */
final class Rotation {
  private final PolicyInput[] typed;
  private final byte[][] bytes;
  private final String[] texts;
  private int next;

  /**
   * Makes the forms.
   *
   * @param start where to begin, so that threads do not ask the same at once
   */
  Rotation(List<PolicyInput> requests, int start) {
    typed = requests.toArray(PolicyInput[]::new);
    texts = requests.stream().map(DecisionSet::text).toArray(String[]::new);
    bytes = new byte[typed.length][];
    for (int i = 0; i < typed.length; i++) {
      bytes[i] = texts[i].getBytes(StandardCharsets.UTF_8);
    }
    next = start;
  }

  /** The number of the next request, for forms that are kept elsewhere. */
  int next() {
    next = next + 1 == typed.length ? 0 : next + 1;
    return next;
  }

  PolicyInput typed() {
    return typed[next()];
  }

  byte[] bytes() {
    return bytes[next()];
  }

  String text() {
    return texts[next()];
  }
}
