package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Data.Nothing;
import io.eunomia.archimedes.engine.builtins.template.Node.Branch;
import io.eunomia.archimedes.engine.builtins.template.Node.Pipe;
import io.eunomia.archimedes.engine.builtins.template.Node.Statement;
import java.util.List;
import java.util.Map;

/** Executes the statements of a template once. */
final class Execution {
  private static final String UNDEFINED = "<undefined>";

  /** How a list of statements ended. */
  private enum End {
    DONE,
    BREAK,
    CONTINUE
  }

  private final Map<String, List<Statement>> templates;
  private final Object root;
  private final Budget budget = new Budget();
  private final Evaluator evaluator;
  private final Output out = new Output();

  Execution(String source, Map<String, List<Statement>> templates, Object root) {
    this.templates = templates;
    this.root = root;
    this.evaluator = new Evaluator(source, root, budget);
  }

  String run() throws TemplateException {
    all(root, templates.getOrDefault(Parser.MAIN, List.of()));
    return out.toString();
  }

  private End all(Object dot, List<Statement> statements) throws TemplateException {
    for (Statement statement : statements) {
      budget.step();
      End end = one(dot, statement);
      if (end != End.DONE) {
        return end;
      }
    }
    return End.DONE;
  }

  private End one(Object dot, Statement statement) throws TemplateException {
    if (statement instanceof Node.Text text) {
      out.append(text.text());
    } else if (statement instanceof Node.Action action) {
      Object value = evaluator.pipe(dot, action.pipe());
      if (action.pipe().variables().isEmpty()) {
        print(value);
      }
    } else if (statement instanceof Branch branch) {
      int mark = evaluator.scope().mark();
      End end = branch.kind() == Node.Kind.RANGE ? range(dot, branch) : branch(dot, branch);
      evaluator.scope().pop(mark);
      return end;
    } else if (statement instanceof Node.Call call) {
      call(dot, call);
    } else {
      return statement instanceof Node.Break ? End.BREAK : End.CONTINUE;
    }
    return End.DONE;
  }

  private void print(Object value) throws TemplateException {
    if (value instanceof Nothing) {
      out.append(UNDEFINED);
    } else {
      GoFormat.print(out, value);
    }
  }

  private End branch(Object dot, Branch branch) throws TemplateException {
    Object value = evaluator.pipe(dot, branch.pipe());
    if (!Data.isTrue(value)) {
      return all(dot, branch.otherwise());
    }
    return all(branch.kind() == Node.Kind.WITH ? value : dot, branch.body());
  }

  private End range(Object dot, Branch branch) throws TemplateException {
    Object value = evaluator.value(dot, branch.pipe());
    boolean any = false;
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        any = true;
        if (!round(branch, (long) i, list.get(i))) {
          break;
        }
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        any = true;
        if (!round(branch, member.getKey(), member.getValue())) {
          break;
        }
      }
    } else if (value instanceof Long count) {
      if (branch.pipe().variables().size() > 1) {
        throw evaluator.failure(
            branch.pipe(), "can't use " + count + " to iterate over more than one variable");
      }
      for (long i = 0; i < count; i++) {
        any = true;
        if (!round(branch, i, i)) {
          break;
        }
      }
    } else if (!(value instanceof Nothing)) {
      List<Node.Command> commands = branch.pipe().commands();
      throw evaluator.failure(
          commands.get(commands.size() - 1).operands().get(0),
          "range can't iterate over " + GoFormat.scalar(value));
    }
    return any ? End.DONE : all(dot, branch.otherwise());
  }

  /** One round of a range; false if it is the last. */
  private boolean round(Branch branch, Object key, Object value) throws TemplateException {
    budget.step();
    int mark = evaluator.scope().mark();
    Pipe pipe = branch.pipe();
    List<String> variables = pipe.variables();
    for (int i = 0; i < variables.size(); i++) {
      Object set = i == variables.size() - 1 ? value : key;
      if (pipe.assigns()) {
        evaluator.scope().set(variables.get(i), set);
      } else {
        evaluator.scope().push(variables.get(i), set);
      }
    }
    End end = all(value, branch.body());
    evaluator.scope().pop(mark);
    return end != End.BREAK;
  }

  private void call(Object dot, Node.Call call) throws TemplateException {
    List<Statement> body = templates.get(call.name());
    if (body == null) {
      throw evaluator.failure(call, "template " + GoText.quote(call.name()) + " not defined");
    }
    budget.enter();
    Object argument = call.pipe() == null ? Nothing.MISSING : evaluator.pipe(dot, call.pipe());
    Scope outer = evaluator.scope();
    String name = evaluator.template();
    evaluator.enter(call.name(), new Scope(argument));
    all(argument, body);
    evaluator.enter(name, outer);
    budget.leave();
  }
}
