package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Node.Command;
import io.eunomia.archimedes.engine.builtins.template.Node.Operand;
import io.eunomia.archimedes.engine.builtins.template.Node.Pipe;
import io.eunomia.archimedes.engine.builtins.template.Token.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pipelines, and knows which variables there are. */
final class PipeParser {
  private static final int MAX_DEPTH = 100;

  private final TokenStream tokens;
  private List<String> variables = new ArrayList<>(List.of("$"));
  private int depth;

  PipeParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** How many variables are known; {@link #forget} goes back to that. */
  int mark() {
    return variables.size();
  }

  void forget(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  /** Begins a template of its own, which sees no variable of what is around it. */
  List<String> enter() {
    List<String> outer = variables;
    variables = new ArrayList<>(List.of("$"));
    return outer;
  }

  void leave(List<String> outer) {
    variables = outer;
  }

  Pipe pipeline(String context, Type end, boolean range) throws TemplateException {
    if (++depth > MAX_DEPTH) {
      throw tokens.failure("max expression depth exceeded");
    }
    int at = tokens.peekNonSpace().at();
    List<String> declared = new ArrayList<>();
    boolean assigns = declarations(context, range, declared);
    List<Command> commands = new ArrayList<>();
    while (true) {
      Token token = tokens.nextNonSpace();
      if (token.type() == end) {
        check(commands, context);
        depth--;
        return new Pipe(at, List.copyOf(declared), assigns, List.copyOf(commands));
      }
      switch (token.type()) {
        case BOOLEAN, CHARACTER, DOT, FIELD, IDENTIFIER, NUMBER, NIL, STRING, VARIABLE, OPEN -> {
          tokens.back();
          commands.add(command());
        }
        default -> throw tokens.failure("unexpected " + token + " in " + context);
      }
    }
  }

  private boolean declarations(String context, boolean range, List<String> declared)
      throws TemplateException {
    while (tokens.peekNonSpace().type() == Type.VARIABLE) {
      Token variable = tokens.peek();
      Type after = tokens.peekSecond().type();
      if (after == Type.DECLARE || after == Type.ASSIGN) {
        tokens.nextNonSpace();
        tokens.nextNonSpace();
        declared.add(variable.text());
        boolean assigns = after == Type.ASSIGN;
        for (String name : declared) {
          if (!assigns) {
            variables.add(name);
          } else if (!variables.contains(name)) {
            throw tokens.failure("undefined variable " + GoText.quote(name));
          }
        }
        return assigns;
      }
      if (after != Type.COMMA) {
        return false;
      }
      if (!range || !declared.isEmpty()) {
        throw tokens.failure("too many declarations in " + context);
      }
      tokens.nextNonSpace();
      tokens.nextNonSpace();
      declared.add(variable.text());
    }
    if (!declared.isEmpty()) {
      throw tokens.failure("range can only initialize variables");
    }
    return false;
  }

  private void check(List<Command> commands, String context) throws TemplateException {
    if (commands.isEmpty()) {
      throw tokens.failure("missing value for " + context);
    }
    for (int i = 1; i < commands.size(); i++) {
      Operand first = commands.get(i).operands().get(0);
      if (first instanceof Node.Literal || first instanceof Node.Dot || first instanceof Node.Nil) {
        throw tokens.failure("non executable command in pipeline stage " + (i + 1));
      }
    }
  }

  private Command command() throws TemplateException {
    int at = tokens.peekNonSpace().at();
    List<Operand> operands = new ArrayList<>();
    while (true) {
      tokens.peekNonSpace();
      Operand operand = operand();
      if (operand != null) {
        operands.add(operand);
      }
      Token token = tokens.next();
      switch (token.type()) {
        case SPACE -> {
          continue;
        }
        case RIGHT, CLOSE -> tokens.back();
        case PIPE -> {
          Type after = tokens.peekNonSpace().type();
          if (after == Type.RIGHT || after == Type.CLOSE) {
            throw tokens.failure("missing value for command");
          }
        }
        default -> throw tokens.failure("unexpected " + token + " in operand");
      }
      if (operands.isEmpty()) {
        throw tokens.failure("empty command");
      }
      return new Command(at, List.copyOf(operands));
    }
  }

  private @Nullable Operand operand() throws TemplateException {
    Operand term = term();
    if (term == null || tokens.peek().type() != Type.FIELD) {
      return term;
    }
    // Go's messages place such an operand at its second field.
    int at = tokens.peek().at();
    List<String> fields = new ArrayList<>();
    while (tokens.peek().type() == Type.FIELD) {
      fields.add(tokens.next().text().substring(1));
    }
    if (term instanceof Node.Field field) {
      List<String> names = new ArrayList<>(field.names());
      names.addAll(fields);
      return new Node.Field(at, List.copyOf(names));
    }
    if (term instanceof Node.Variable variable) {
      return new Node.Variable(at, variable.name(), List.copyOf(fields));
    }
    if (term instanceof Node.Literal || term instanceof Node.Dot || term instanceof Node.Nil) {
      throw tokens.failure("unexpected . after term " + GoText.quote(term.toString()));
    }
    return new Node.Chain(at, term, List.copyOf(fields));
  }

  private @Nullable Operand term() throws TemplateException {
    Token token = tokens.nextNonSpace();
    switch (token.type()) {
      case IDENTIFIER -> {
        if (!Functions.has(token.text())) {
          throw tokens.failure("function " + GoText.quote(token.text()) + " not defined");
        }
        return new Node.Function(token.at(), token.text());
      }
      case DOT -> {
        return new Node.Dot(token.at());
      }
      case NIL -> {
        return new Node.Nil(token.at());
      }
      case FIELD -> {
        return new Node.Field(token.at(), List.of(token.text().substring(1)));
      }
      case VARIABLE -> {
        if (!variables.contains(token.text())) {
          throw tokens.failure("undefined variable " + GoText.quote(token.text()));
        }
        return new Node.Variable(token.at(), token.text(), List.of());
      }
      case BOOLEAN, CHARACTER, NUMBER, STRING -> {
        Object value = Literals.value(token);
        if (value == null) {
          throw tokens.failure(Literals.complaint(token));
        }
        return new Node.Literal(token.at(), token.text(), value);
      }
      case OPEN -> {
        return pipeline("parenthesized pipeline", Type.CLOSE, false);
      }
      default -> {
        tokens.back();
        return null;
      }
    }
  }
}
