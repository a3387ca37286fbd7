package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Data.Nothing;
import io.eunomia.archimedes.engine.builtins.template.Node.Command;
import io.eunomia.archimedes.engine.builtins.template.Node.Operand;
import io.eunomia.archimedes.engine.builtins.template.Node.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes pipelines. */
final class Evaluator {
  private final String source;
  private final Budget budget;
  private String template = Parser.MAIN;
  private Scope scope;

  Evaluator(String source, Object root, Budget budget) {
    this.source = source;
    this.budget = budget;
    this.scope = new Scope(root);
  }

  Scope scope() {
    return scope;
  }

  String template() {
    return template;
  }

  /** Enters another template, or comes back from it. */
  void enter(String name, Scope variables) {
    template = name;
    scope = variables;
  }

  TemplateException failure(Node at, String message) {
    return new TemplateException(
        "template: template:"
            + GoText.line(source, at.at())
            + ":"
            + GoText.column(source, at.at())
            + ": executing "
            + GoText.quote(template)
            + " at <"
            + at
            + ">: "
            + message);
  }

  /** The value of a pipeline, which its variables get. */
  Object pipe(Object dot, Pipe pipe) throws TemplateException {
    Object value = value(dot, pipe);
    for (String variable : pipe.variables()) {
      if (pipe.assigns()) {
        scope.set(variable, value);
      } else {
        scope.push(variable, value);
      }
    }
    return value;
  }

  /** The value of a pipeline alone. */
  Object value(Object dot, Pipe pipe) throws TemplateException {
    Object value = null;
    for (Command command : pipe.commands()) {
      budget.step();
      value = command(dot, command, value);
    }
    return value == null ? Nothing.MISSING : value;
  }

  private Object command(Object dot, Command command, @Nullable Object last)
      throws TemplateException {
    Operand first = command.operands().get(0);
    if (first instanceof Node.Function function) {
      return function(dot, function, command, last);
    }
    boolean hasArguments = command.operands().size() > 1 || last != null;
    if (hasArguments) {
      if (first instanceof Node.Field
          || first instanceof Node.Variable
          || first instanceof Node.Chain) {
        String text = first.toString();
        if (text.lastIndexOf('.') >= 0) {
          operand(dot, first);
          throw failure(
              first,
              text.substring(text.lastIndexOf('.') + 1) + " is not a method but has arguments");
        }
      }
      throw failure(first, "can't give argument to non-function " + first);
    }
    if (first instanceof Node.Nil) {
      throw failure(first, "nil is not a command");
    }
    return operand(dot, first);
  }

  /** The value of an operand as an argument. */
  private Object operand(Object dot, Operand operand) throws TemplateException {
    budget.step();
    if (operand instanceof Node.Dot) {
      return dot;
    }
    if (operand instanceof Node.Literal literal) {
      return literal.value();
    }
    if (operand instanceof Node.Field field) {
      return fields(field, dot, field.names());
    }
    if (operand instanceof Node.Variable variable) {
      return fields(variable, scope.get(variable.name()), variable.fields());
    }
    if (operand instanceof Node.Chain chain) {
      if (chain.operand() instanceof Node.Nil) {
        throw failure(chain, "indirection through explicit nil in " + chain);
      }
      return fields(chain, operand(dot, chain.operand()), chain.fields());
    }
    if (operand instanceof Pipe pipe) {
      return pipe(dot, pipe);
    }
    if (operand instanceof Node.Function function) {
      return function(dot, function, new Command(function.at(), List.of(function)), null);
    }
    return Nothing.NULL;
  }

  private Object fields(Node at, Object start, List<String> names) throws TemplateException {
    Object value = start;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (value == Nothing.MISSING) {
        return value;
      }
      String type = i > 0 ? "interface {}" : Data.type(value);
      if (value == Nothing.NULL) {
        throw failure(at, "nil pointer evaluating interface {}." + name);
      }
      if (!(value instanceof Map<?, ?> map)) {
        throw failure(at, "can't evaluate field " + name + " in type " + type);
      }
      Object member = map.get(name);
      value = member == null ? Nothing.MISSING : member;
    }
    return value;
  }

  private Object function(
      Object dot, Node.Function function, Command command, @Nullable Object last)
      throws TemplateException {
    String name = function.name();
    List<Operand> operands = command.operands().subList(1, command.operands().size());
    String wrong = Functions.wrongCount(name, operands.size() + (last == null ? 0 : 1));
    if (!wrong.isEmpty()) {
      throw failure(function, wrong);
    }
    if (name.equals("and") || name.equals("or")) {
      return shortCircuit(dot, name.equals("or"), operands, last);
    }
    List<Object> arguments = new ArrayList<>();
    for (Operand operand : operands) {
      arguments.add(operand(dot, operand));
    }
    if (last != null) {
      arguments.add(last);
    }
    if (name.equals("printf") && !(arguments.get(0) instanceof String)) {
      Node at = operands.isEmpty() ? function : operands.get(0);
      Object format = arguments.get(0);
      throw failure(
          at,
          format instanceof Nothing
              ? "invalid value; expected string"
              : "wrong type for value; expected string; got " + Data.type(format));
    }
    try {
      return Functions.call(name, arguments);
    } catch (TemplateException e) {
      throw failure(command, "error calling " + name + ": " + e.getMessage());
    }
  }

  private Object shortCircuit(
      Object dot, boolean until, List<Operand> operands, @Nullable Object last)
      throws TemplateException {
    Object value = last == null ? Nothing.NULL : last;
    for (Operand operand : operands) {
      value = operand(dot, operand);
      if (Data.isTrue(value) == until) {
        return value;
      }
    }
    return last == null ? value : last;
  }
}
