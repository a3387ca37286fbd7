package io.eunomia.testkit.conformance;

import org.jspecify.annotations.Nullable;

/** What {@code opa fmt} makes of sources. */
final class FormatCases implements Kind {
  @Override
  public Object compilationKey(Case which) {
    return which.name();
  }

  @Override
  public Compilation compile(Case which) {
    return new Compilation.Decided(Verdict.unsupported("there is no formatter yet"));
  }

  @Override
  public @Nullable Input input(Case which) {
    return null;
  }

  @Override
  public Verdict judge(Case which, Abi abi, Answer answer) {
    throw new IllegalStateException("no engine is asked");
  }
}
