package io.eunomia.rego.types;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Diagnostic;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Infers the types of rules from the types of what they refer to, and reports what no value can
 * satisfy as {@code rego_type_error}: references that lead nowhere, arguments that a function does
 * not take, sides of an equation that never match.
 *
 * <p>Input and base documents are of any type but for what is declared of them. Rules must be in
 * the compiler's normal form. The cost grows with the number of expressions. Checks share nothing:
 * any number may run at once.
 */
public final class TypeChecker {
  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparing((Diagnostic d) -> d.span().source().name())
          .thenComparingInt(d -> d.span().start());

  private final RuleTypes rules = new RuleTypes();
  private final BodyChecker bodies;
  private final TypeErrors errors;
  private final DeclaredTypes declared;

  private TypeChecker(
      List<Rule> rules,
      Function<String, @Nullable FunctionType> builtins,
      DeclaredTypes declared,
      Map<String, String> localNames) {
    this.declared = declared;
    Set<Ref> functions =
        rules.stream()
            .filter(rule -> rule.head().args() != null)
            .map(rule -> rule.head().ref())
            .collect(Collectors.toSet());
    this.bodies = new BodyChecker(builtins, functions::contains);
    this.errors = new TypeErrors(localNames);
  }

  /**
   * Checks all rules of a program.
   *
   * @param rules the rules, in any order; what they refer to is checked first
   * @param builtins the type of the builtin of a name, or {@code null} if there is none
   * @param declared what is known of the types of documents
   * @param localNames what the source calls the variables that the compiler has renamed
   * @param sink where errors go, in the order of their places
   * @return the types of the rules; those of faulty ones are any
   */
  public static RuleTypes check(
      List<Rule> rules,
      Function<String, @Nullable FunctionType> builtins,
      DeclaredTypes declared,
      Map<String, String> localNames,
      Consumer<Diagnostic> sink) {
    TypeChecker checker = new TypeChecker(rules, builtins, declared, localNames);
    RuleOrder.of(rules).forEach(checker::check);
    checker.errors.found().stream().sorted(BY_PLACE).forEach(sink);
    return checker.rules;
  }

  private void check(Rule rule) {
    Head head = rule.head();
    List<DeclaredType> ofRule = declared.ofRule().apply(rule);
    check(head, head.value(), rule.body(), ofRule);
    for (Else branch : rule.elses()) {
      check(head, branch.value(), branch.body(), ofRule);
    }
  }

  /** The types of documents as they are declared for a rule. */
  private TypeEnv env(List<DeclaredType> ofRule) {
    Type input = declared.input();
    RuleTypes data = rules;
    for (DeclaredType part : ofRule) {
      if (part.path().get(0).equals("input")) {
        input = DeclaredType.put(input, part.steps(), part.type());
      } else if (part.path().get(0).equals("data")) {
        data = data.with(part);
      }
    }
    return TypeEnv.of(data, input);
  }

  private void check(Head head, @Nullable Term value, List<Expr> body, List<DeclaredType> ofRule) {
    TypeEnv env = env(ofRule);
    TypeErrors own = errors.fresh();
    bodies.check(env, body, own);
    List<Term> path = head.ref().path();
    int ground = 0;
    while (ground < path.size() && ConstantKey.of(path.get(ground)) != null) {
      ground++;
    }
    List<Term> name = path.subList(0, ground);
    if (!own.isEmpty()) {
      errors.addAll(own);
      rules.addFaulty(name);
      return;
    }
    Type type = typeOf(env, head, value);
    for (int i = path.size() - 1; i >= ground; i--) {
      type = ObjectType.of(known(env.typeOf(path.get(i))), type);
    }
    rules.add(name, TypeSize.limited(type));
  }

  private static Type typeOf(TypeEnv env, Head head, @Nullable Term value) {
    List<Term> args = head.args();
    if (args != null && !args.isEmpty()) {
      // What the body says nothing of may be anything.
      args.forEach(arg -> bindFree(env, arg));
    }
    if (head.key() != null) {
      return new SetType(known(env.typeOf(head.key())));
    }
    Type type = value == null ? ScalarType.BOOLEAN : known(env.typeOf(value));
    return args == null ? type : FunctionType.of(args.stream().map(env::typeOf).toList(), type);
  }

  private static void bindFree(TypeEnv env, Term pattern) {
    for (Var variable : Patterns.parts(pattern, Var.class)) {
      if (env.typeOf(variable) == UnknownType.UNKNOWN) {
        env.bind(variable, UnionType.ANY);
      }
    }
  }

  private static Type known(Type type) {
    return type == UnknownType.UNKNOWN ? UnionType.ANY : type;
  }
}
