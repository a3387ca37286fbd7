package io.eunomia.testkit.conformance;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What cases of a folder are, and what is right for them. Thread-safe. */
interface Kind {
  /** Cases of the same key give the same compilation. */
  Object compilationKey(Case which);

  /** Compiles a case. */
  Compilation compile(Case which) throws IOException;

  /** What a case is asked about; null if nothing. */
  @Nullable Input input(Case which);

  /** Whether an answer is right. */
  Verdict judge(Case which, Abi abi, Answer answer) throws IOException;
}
