package io.eunomia.rego.ast;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Trees as the parser could make them, at random: of every kind of node, with awkward texts. */
public final class RandomModule {
  private static final Span NOWHERE = SourceText.of("random", "").span(0, 0);
  private static final List<String> NAMES = List.of("x", "y", "z", "p", "q", "r", "f", "g", "set");
  private static final List<String> STRINGS =
      List.of(
          "", "a", "b c", "if", "not", "with", "\"\\{}`", "\n\t\r\u0001", "é\uD83D\uDE00\u2028");
  private static final List<String> NUMBERS =
      List.of("0", "1", "-1", "-0.5", "1.50e3", "-2E-7", "123456789012345678901234567890");
  private static final List<String> OPERATORS =
      List.of("equal", "neq", "lt", "gte", "or", "and", "plus", "minus", "mul", "rem");

  private final Random random;
  private int wildcards;

  /** A source of trees that depend on the random numbers only. */
  public RandomModule(Random random) {
    this.random = random;
  }

  /** A module of some rules. */
  public Module module() {
    List<Rule> rules = list(5, this::rule);
    List<Annotation> annotations = new ArrayList<>();
    for (int rule = -1; rule < rules.size(); rule++) {
      while (chance(4)) {
        annotations.add(annotation(rule));
      }
    }
    List<Term> path = new ArrayList<>(List.of(string(NAMES)));
    path.addAll(list(3, () -> string(STRINGS)));
    Ref name = new Ref(var("data"), path, NOWHERE);
    List<Import> imports = list(3, this::imported);
    return new Module(name, imports, rules, annotations, List.of(), RegoVersion.V1, NOWHERE);
  }

  private Annotation annotation(int rule) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    String scope = rule < 0 ? pick("package", "subpackages") : pick("rule", "document");
    fields.put("scope", scope);
    fields.put("title", "t" + pick(STRINGS) + ": - # " + pick(STRINGS));
    if (chance(2)) {
      fields.putArray("authors").addObject().put("name", "a<b>").put("email", "é@x");
    }
    if (chance(2)) {
      ObjectNode schema = fields.putArray("schemas").addObject();
      schema.putArray("path").add("input").add(pick(STRINGS));
      schema.putArray("schema").add("schema").add(pick(STRINGS));
    }
    if (chance(2)) {
      fields.putObject("custom").put("k" + pick(STRINGS), pick(STRINGS)).put("n", -1.5e20);
    }
    return new Annotation(scope, fields, rule, NOWHERE);
  }

  private Import imported() {
    List<Term> path = list(3, () -> string(STRINGS));
    Ref ref = new Ref(var(pick("data", "input")), path, NOWHERE);
    // What an import without an alias is called by is no keyword.
    boolean alias = path.isEmpty() || lastIsKeyword(path) || chance(2);
    return new Import(ref, alias ? pick(NAMES) : null, NOWHERE);
  }

  private static boolean lastIsKeyword(List<Term> path) {
    String last = ((StringTerm) path.get(path.size() - 1)).value();
    return List.of("if", "not", "with").contains(last);
  }

  private Rule rule() {
    Ref name = new Ref(var(pick("p", "q", "if", "with")), list(2, () -> string(STRINGS)), NOWHERE);
    boolean keyword = !NAMES.contains(((Var) name.head()).name());
    if (keyword) {
      name = new Ref(name.head(), List.of(StringTerm.of("k", NOWHERE)), NOWHERE);
    }
    if (chance(6)) {
      Term constant = new ArrayTerm(List.of(string(STRINGS), number()), NOWHERE);
      Head head = new Head(name, null, null, constant, chance(2), true, NOWHERE);
      return new Rule(true, head, List.of(), List.of(), NOWHERE);
    }
    boolean function = chance(3);
    List<Term> args = function ? some(3, () -> term(2)) : null;
    List<Expr> body = body(3);
    if (!function && chance(3)) {
      Head head = new Head(name, null, term(2), null, false, false, NOWHERE);
      return new Rule(false, head, chance(3) ? List.of() : body, List.of(), NOWHERE);
    }
    boolean written = chance(2);
    Term value = written ? term(3) : truth();
    Head head = new Head(name, args, null, value, written && chance(2), written, NOWHERE);
    boolean bare = written && chance(3);
    List<Else> elses = bare ? List.of() : list(2, this::orElse);
    return new Rule(false, head, bare ? List.of() : body, elses, NOWHERE);
  }

  private Else orElse() {
    boolean written = chance(2);
    List<Expr> body = written && chance(2) ? List.of() : body(2);
    return new Else(written ? term(2) : truth(), body, written && chance(2), written, NOWHERE);
  }

  private List<Expr> body(int depth) {
    return some(3, () -> expr(depth));
  }

  private Expr expr(int depth) {
    if (chance(8)) {
      return new Expr.Some(some(3, () -> var(pick(NAMES))), List.of(), NOWHERE);
    }
    List<With> withs = chance(4) ? some(2, () -> with(depth - 1)) : List.of();
    @Nullable Term key = chance(2) ? term(depth - 1) : null;
    if (chance(6)) {
      return new Expr.SomeIn(key, term(depth - 1), term(depth - 1), withs, NOWHERE);
    }
    if (depth > 0 && chance(6)) {
      Var first = key == null ? null : var(pick(NAMES));
      List<Expr> body = body(depth - 1);
      return new Expr.Every(first, var("x"), term(depth - 1), body, withs, NOWHERE);
    }
    Term term = chance(3) ? call(pick("eq", "assign"), depth) : term(depth);
    return new Expr.Literal(term, chance(4), withs, NOWHERE);
  }

  private With with(int depth) {
    List<Term> path = list(2, () -> string(STRINGS));
    return new With(new Ref(var(pick("input", "data", "f")), path, NOWHERE), term(depth), NOWHERE);
  }

  private Term call(String operator, int depth) {
    List<Term> args = List.of(term(depth - 1), term(depth - 1));
    return new Call(name(operator), args, NOWHERE);
  }

  private Term term(int depth) {
    if (depth <= 0) {
      return leaf();
    }
    int below = depth - 1;
    return switch (random.nextInt(13)) {
      case 0 -> new ArrayTerm(list(3, () -> term(below)), NOWHERE);
      case 1 -> new SetTerm(list(3, () -> term(below)), NOWHERE);
      case 2 -> new ObjectTerm(list(3, () -> entry(below)), NOWHERE);
      case 3 -> new ArrayComprehension(term(below), body(below), NOWHERE);
      case 4 -> new SetComprehension(term(below), body(below), NOWHERE);
      case 5 -> new ObjectComprehension(term(below), term(below), body(below), NOWHERE);
      case 6 -> new Ref(refHead(below), some(3, () -> term(below)), NOWHERE);
      case 7 -> new Call(name(pick("count", "io.jwt.decode")), list(3, () -> term(below)), NOWHERE);
      case 8, 9 -> call(pick(OPERATORS), depth);
      case 10 -> call("internal.member_2", depth);
      case 11 ->
          new Call(
              name("internal.member_3"), List.of(term(below), term(below), term(below)), NOWHERE);
      default -> template(below);
    };
  }

  private Term leaf() {
    return switch (random.nextInt(6)) {
      case 0 -> new NullTerm(NOWHERE);
      case 1 -> new BooleanTerm(chance(2), NOWHERE);
      case 2 -> number();
      case 3 -> string(STRINGS);
      case 4 -> new Var("$" + wildcards++, NOWHERE);
      default -> var(pick(NAMES));
    };
  }

  /** What brackets may follow. */
  private Term refHead(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> new ArrayTerm(list(3, () -> term(depth)), NOWHERE);
      case 1 -> new SetComprehension(term(depth), body(depth), NOWHERE);
      case 2 -> call(pick(OPERATORS), depth);
      default -> var(pick(NAMES));
    };
  }

  private ObjectTerm.Entry entry(int depth) {
    return new ObjectTerm.Entry(term(depth), term(depth));
  }

  /** Text is never empty and never stands beside text; a raw one has no back-quote in it. */
  private Term template(int depth) {
    boolean raw = chance(2);
    List<TemplateString.Part> parts = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String text = "t" + (raw ? "\n\\ {}" : pick(STRINGS));
      parts.add(new TemplateString.Text(text));
      parts.add(new TemplateString.Hole(Expr.Literal.of(term(depth))));
    }
    return new TemplateString(parts, raw, NOWHERE);
  }

  private Term number() {
    return new NumberTerm(pick(NUMBERS), NOWHERE);
  }

  private static Term truth() {
    return new BooleanTerm(true, NOWHERE);
  }

  private Term string(List<String> texts) {
    return StringTerm.of(pick(texts), NOWHERE);
  }

  private static Var var(String name) {
    return new Var(name, NOWHERE);
  }

  private static Ref name(String dotted) {
    List<String> steps = List.of(dotted.split("\\.", -1));
    List<Term> path = new ArrayList<>();
    steps.subList(1, steps.size()).forEach(step -> path.add(StringTerm.of(step, NOWHERE)));
    return new Ref(var(steps.get(0)), path, NOWHERE);
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private <T> List<T> some(int atMost, Supplier<T> element) {
    List<T> elements = new ArrayList<>(List.of(element.get()));
    elements.addAll(list(atMost, element));
    return elements;
  }

  private <T> List<T> list(int below, Supplier<T> element) {
    List<T> elements = new ArrayList<>();
    for (int i = random.nextInt(below); i > 0; i--) {
      elements.add(element.get());
    }
    return elements;
  }
}
