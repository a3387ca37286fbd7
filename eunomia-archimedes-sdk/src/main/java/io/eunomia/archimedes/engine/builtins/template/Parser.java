package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Node.Kind;
import io.eunomia.archimedes.engine.builtins.template.Node.Pipe;
import io.eunomia.archimedes.engine.builtins.template.Node.Statement;
import io.eunomia.archimedes.engine.builtins.template.Token.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads statements; {@link PipeParser} reads what stands in them. */
final class Parser {
  /** The name of the template itself. */
  static final String MAIN = "template";

  private static final int MAX_DEPTH = 100;

  private final TokenStream tokens;
  private final PipeParser pipes;
  private final Map<String, List<Statement>> templates = new HashMap<>();
  private final Deque<Integer> loops = new ArrayDeque<>(List.of(0));
  private int depth;

  private Parser(String source) throws TemplateException {
    tokens = new TokenStream(source);
    pipes = new PipeParser(tokens);
  }

  /** The templates of a source by name: its own, {@link #MAIN}, and those it defines. */
  static Map<String, List<Statement>> parse(String source) throws TemplateException {
    Parser parser = new Parser(source);
    List<Statement> main = new ArrayList<>();
    while (parser.tokens.peek().type() != Type.END) {
      if (parser.at("define")) {
        parser.define();
        continue;
      }
      if (parser.at("end") || parser.at("else")) {
        parser.tokens.next();
        throw parser.tokens.failure("unexpected {{" + parser.tokens.nextNonSpace().text() + "}}");
      }
      main.add(parser.statement());
    }
    parser.add(MAIN, main);
    return parser.templates;
  }

  private void add(String name, List<Statement> body) throws TemplateException {
    List<Statement> other = templates.get(name);
    if (other == null || isEmpty(other)) {
      templates.put(name, body);
    } else if (!isEmpty(body)) {
      throw tokens.failure("multiple definition of template " + GoText.quote(name));
    }
  }

  private static boolean isEmpty(List<Statement> body) {
    return body.stream().allMatch(node -> node instanceof Node.Text text && text.text().isBlank());
  }

  /** Whether an action with this keyword comes next. */
  private boolean at(String keyword) {
    return tokens.peek().type() == Type.LEFT && tokens.keywordInside().equals(keyword);
  }

  private Statement statement() throws TemplateException {
    Token token = tokens.next();
    if (token.type() == Type.TEXT) {
      return new Node.Text(token.at(), token.text());
    }
    Token first = tokens.peekNonSpace();
    if (first.type() != Type.KEYWORD) {
      return new Node.Action(first.at(), pipes.pipeline("command", Type.RIGHT, false));
    }
    tokens.nextNonSpace();
    return switch (first.text()) {
      case "if" -> branch(Kind.IF, first.at());
      case "with" -> branch(Kind.WITH, first.at());
      case "range" -> branch(Kind.RANGE, first.at());
      case "template" -> call();
      case "block" -> block();
      case "break", "continue" -> jump(first);
      default -> throw tokens.failure("unexpected " + first + " in command");
    };
  }

  private Statement branch(Kind kind, int at) throws TemplateException {
    if (++depth > MAX_DEPTH) {
      throw tokens.failure("control structures are nested more than " + MAX_DEPTH + " deep");
    }
    int declared = pipes.mark();
    String name = kind.name().toLowerCase(Locale.ROOT);
    Pipe pipe = pipes.pipeline(name, Type.RIGHT, kind == Kind.RANGE);
    if (kind == Kind.RANGE) {
      loops.push(loops.pop() + 1);
    }
    List<Statement> body = list();
    if (kind == Kind.RANGE) {
      loops.push(loops.pop() - 1);
    }
    List<Statement> otherwise = List.of();
    if (tokens.keywordInside().equals("else")) {
      tokens.next();
      tokens.nextNonSpace();
      otherwise = otherwise(kind, name);
    } else {
      end();
    }
    pipes.forget(declared);
    depth--;
    return new Node.Branch(at, kind, pipe, body, otherwise);
  }

  private List<Statement> otherwise(Kind kind, String name) throws TemplateException {
    Token next = tokens.peekNonSpace();
    if (next.type() == Type.KEYWORD && next.text().equals(name) && kind != Kind.RANGE) {
      // Its end is the end of the whole.
      tokens.nextNonSpace();
      return List.of(branch(kind, next.at()));
    }
    Token right = tokens.nextNonSpace();
    if (right.type() != Type.RIGHT) {
      throw tokens.failure("unexpected " + right + " in else");
    }
    List<Statement> list = list();
    if (tokens.keywordInside().equals("else")) {
      throw tokens.failure("expected end; found {{else}}");
    }
    end();
    return list;
  }

  /** Statements up to an {@code end} or {@code else}, which is left to be read. */
  private List<Statement> list() throws TemplateException {
    List<Statement> list = new ArrayList<>();
    while (tokens.peek().type() != Type.END) {
      if (at("end") || at("else")) {
        return list;
      }
      if (at("define")) {
        tokens.next();
        throw tokens.failure("unexpected " + tokens.nextNonSpace() + " in command");
      }
      list.add(statement());
    }
    throw tokens.failure("unexpected EOF");
  }

  private void end() throws TemplateException {
    tokens.next();
    tokens.nextNonSpace();
    Token right = tokens.nextNonSpace();
    if (right.type() != Type.RIGHT) {
      throw tokens.failure("unexpected " + right + " in end");
    }
  }

  private Statement jump(Token keyword) throws TemplateException {
    Token right = tokens.nextNonSpace();
    if (right.type() != Type.RIGHT) {
      throw tokens.failure("unexpected " + right + " in {{" + keyword.text() + "}}");
    }
    if (loops.getFirst() == 0) {
      throw tokens.failure("{{" + keyword.text() + "}} outside {{range}}");
    }
    return keyword.text().equals("break")
        ? new Node.Break(keyword.at())
        : new Node.Continue(keyword.at());
  }

  private Statement call() throws TemplateException {
    Token name = tokens.name("template clause");
    if (tokens.peekNonSpace().type() == Type.RIGHT) {
      tokens.nextNonSpace();
      return new Node.Call(name.at(), name.text(), null);
    }
    Pipe pipe = pipes.pipeline("template clause", Type.RIGHT, false);
    return new Node.Call(name.at(), name.text(), pipe);
  }

  private Statement block() throws TemplateException {
    Token name = tokens.name("block clause");
    Pipe pipe = pipes.pipeline("block clause", Type.RIGHT, false);
    body(name.text(), "block clause");
    return new Node.Call(name.at(), name.text(), pipe);
  }

  private void define() throws TemplateException {
    tokens.next();
    tokens.nextNonSpace();
    Token name = tokens.name("define clause");
    Token right = tokens.nextNonSpace();
    if (right.type() != Type.RIGHT) {
      throw tokens.failure("unexpected " + right + " in define clause");
    }
    body(name.text(), "define clause");
  }

  private void body(String name, String context) throws TemplateException {
    if (++depth > MAX_DEPTH) {
      throw tokens.failure("control structures are nested more than " + MAX_DEPTH + " deep");
    }
    List<String> outer = pipes.enter();
    loops.push(0);
    List<Statement> body = list();
    if (tokens.keywordInside().equals("else")) {
      throw tokens.failure("unexpected {{else}} in " + context);
    }
    end();
    loops.pop();
    pipes.leave(outer);
    add(name, body);
    depth--;
  }
}
