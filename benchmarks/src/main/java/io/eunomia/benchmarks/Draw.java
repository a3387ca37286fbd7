package io.eunomia.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Chance that comes out the same in every run: names by kind and number, and links among them. */
final class Draw {
  /** How likely two entities are linked: as in the paper. */
  private static final double LINKED = 0.05;

  private final Random random;

  Draw(long seed) {
    random = new Random(seed);
  }

  /** All names of a kind: {@code user_0}, {@code user_1}, … */
  static List<String> names(String kind, int count) {
    return IntStream.range(0, count).mapToObj(i -> kind + "_" + i).toList();
  }

  /** Some of these, each as likely as the paper has it. */
  <T> List<T> linked(List<T> all) {
    List<T> some = new ArrayList<>();
    for (T each : all) {
      if (random.nextDouble() < LINKED) {
        some.add(each);
      }
    }
    return some;
  }

  /** One of these. */
  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean coin() {
    return random.nextBoolean();
  }
}
