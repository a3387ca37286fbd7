package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.template.Template;
import io.eunomia.archimedes.engine.builtins.template.TemplateException;
import io.eunomia.archimedes.engine.value.JsonTree;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.List;

/** {@code strings.render_template}. */
final class TemplateBuiltins {
  private TemplateBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins.add("strings.render_template", TemplateBuiltins::render);
  }

  private static Value render(BuiltinContext context, Value... arguments) throws BuiltinException {
    String source = Operands.string(arguments, 0);
    ObjectValue variables = Operands.object(arguments, 1);
    try {
      return Value.of(template(context, source).render(JsonTree.write(variables)));
    } catch (TemplateException e) {
      throw new BuiltinException(String.valueOf(e.getMessage()));
    }
  }

  private static Template template(BuiltinContext context, String source) throws BuiltinException {
    return context.cached(List.of("template", source), () -> parse(source));
  }

  private static Template parse(String source) throws BuiltinException {
    try {
      return Template.parse(source);
    } catch (TemplateException e) {
      throw new BuiltinException(String.valueOf(e.getMessage()));
    }
  }
}
