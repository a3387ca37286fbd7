package io.eunomia.archimedes.pull;

import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The failure that something must end with. */
final class Failures {
  private Failures() {}

  static PullException of(ThrowingCallable pull) {
    Throwable thrown = catchThrowable(pull);
    Assertions.assertThat(thrown).isInstanceOf(PullException.class);
    return (PullException) thrown;
  }
}
