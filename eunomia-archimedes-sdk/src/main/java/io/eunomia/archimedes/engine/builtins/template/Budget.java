package io.eunomia.archimedes.engine.builtins.template;

/** How much one execution may do. */
final class Budget {
  private static final int MAX_STEPS = 1_000_000;
  private static final int MAX_DEPTH = 100;

  private int steps;
  private int depth;

  void step() throws TemplateException {
    if (++steps > MAX_STEPS) {
      throw new TemplateException("template: execution takes more than " + MAX_STEPS + " steps");
    }
  }

  void enter() throws TemplateException {
    if (++depth > MAX_DEPTH) {
      throw new TemplateException("template: exceeded maximum template depth (" + MAX_DEPTH + ")");
    }
  }

  void leave() {
    depth--;
  }
}
