package io.eunomia.archimedes.engine.builtins.template;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The syntax tree of a template. What is printed of a node is its source in one spelling. */
sealed interface Node {
  /** Where it begins, in characters of the source. */
  int at();

  /** What templates are made of. */
  sealed interface Statement extends Node {}

  /** What has a value. */
  sealed interface Operand extends Node {}

  record Text(int at, String text) implements Statement {}

  record Action(int at, Pipe pipe) implements Statement {}

  enum Kind {
    IF,
    WITH,
    RANGE
  }

  record Branch(int at, Kind kind, Pipe pipe, List<Statement> body, List<Statement> otherwise)
      implements Statement {}

  record Call(int at, String name, @Nullable Pipe pipe) implements Statement {
    @Override
    public String toString() {
      return "{{template " + GoText.quote(name) + (pipe == null ? "" : " " + pipe) + "}}";
    }
  }

  record Break(int at) implements Statement {}

  record Continue(int at) implements Statement {}

  /**
   * Commands, each of which gets the value of the one before as its last argument.
   *
   * @param variables to set to the value; those of {@code range} may be two
   * @param assigns whether the variables are there already
   */
  record Pipe(int at, List<String> variables, boolean assigns, List<Command> commands)
      implements Operand {
    @Override
    public String toString() {
      String set =
          variables.isEmpty() ? "" : String.join(", ", variables) + (assigns ? " = " : " := ");
      return set + commands.stream().map(Command::toString).collect(Collectors.joining(" | "));
    }
  }

  record Command(int at, List<Operand> operands) implements Node {
    @Override
    public String toString() {
      return operands.stream()
          .map(operand -> operand instanceof Pipe ? "(" + operand + ")" : operand.toString())
          .collect(Collectors.joining(" "));
    }
  }

  record Field(int at, List<String> names) implements Operand {
    @Override
    public String toString() {
      return "." + String.join(".", names);
    }
  }

  record Variable(int at, String name, List<String> fields) implements Operand {
    @Override
    public String toString() {
      return fields.isEmpty() ? name : name + "." + String.join(".", fields);
    }
  }

  record Chain(int at, Operand operand, List<String> fields) implements Operand {
    @Override
    public String toString() {
      String of = operand instanceof Pipe ? "(" + operand + ")" : operand.toString();
      return of + "." + String.join(".", fields);
    }
  }

  record Function(int at, String name) implements Operand {
    @Override
    public String toString() {
      return name;
    }
  }

  record Dot(int at) implements Operand {
    @Override
    public String toString() {
      return ".";
    }
  }

  record Nil(int at) implements Operand {
    @Override
    public String toString() {
      return "nil";
    }
  }

  /** A boolean, number or string that is spelled out. */
  record Literal(int at, String text, Object value) implements Operand {
    @Override
    public String toString() {
      return text;
    }
  }
}
