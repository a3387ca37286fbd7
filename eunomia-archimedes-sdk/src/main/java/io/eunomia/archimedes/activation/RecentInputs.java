package io.eunomia.archimedes.activation;

import io.eunomia.policy.PolicyInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few of the requests that were decided lately, picked at random: what the next policy is warmed
 * up by. Only in memory, and only references to what requests were decided by. Thread-safe; an
 * offer costs a random number, and one in 64 a write.
 */
public final class RecentInputs {
  private static final int SLOT_BITS = 5;
  private static final int ONE_IN = 64;

  private final AtomicReferenceArray<@Nullable PolicyInput> inputs =
      new AtomicReferenceArray<>(1 << SLOT_BITS);

  /** A request was decided. */
  public void offer(PolicyInput input) {
    int random = ThreadLocalRandom.current().nextInt();
    if ((random & (ONE_IN - 1)) == 0) {
      inputs.setRelease(random >>> (Integer.SIZE - SLOT_BITS), input);
    }
  }

  /** Up to 32 of them; none if few were offered. */
  public List<PolicyInput> sample() {
    List<PolicyInput> sample = new ArrayList<>();
    for (int i = 0; i < inputs.length(); i++) {
      PolicyInput input = inputs.getAcquire(i);
      if (input != null) {
        sample.add(input);
      }
    }
    return sample;
  }
}
