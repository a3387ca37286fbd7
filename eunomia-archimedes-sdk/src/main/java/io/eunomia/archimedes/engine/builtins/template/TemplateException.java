package io.eunomia.archimedes.engine.builtins.template;

/** A template that is none, or one that cannot be executed with its data. */
public final class TemplateException extends Exception {
  TemplateException(String message) {
    super(message, null, false, false);
  }
}
