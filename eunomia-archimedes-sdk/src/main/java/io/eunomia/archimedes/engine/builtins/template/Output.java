package io.eunomia.archimedes.engine.builtins.template;

/** Text that must not grow without end. */
final class Output {
  private static final int MAX_LENGTH = 4 << 20;

  private final StringBuilder text = new StringBuilder();

  Output append(String more) throws TemplateException {
    if (text.length() + (long) more.length() > MAX_LENGTH) {
      throw new TemplateException("template: the output is larger than " + MAX_LENGTH);
    }
    text.append(more);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
