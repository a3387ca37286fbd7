package io.eunomia.rego.types;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.With;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks bodies, expression by expression, in the order in which they are evaluated. */
final class BodyChecker {
  private final Function<String, @Nullable FunctionType> builtins;
  private final Predicate<Ref> functions;

  /**
   * For calls of these.
   *
   * @param functions whether rules of a name are functions
   */
  BodyChecker(Function<String, @Nullable FunctionType> builtins, Predicate<Ref> functions) {
    this.builtins = builtins;
    this.functions = functions;
  }

  void check(TypeEnv env, List<Expr> body, TypeErrors errors) {
    for (Expr expr : body) {
      TypeErrors own = errors.fresh();
      check(env, expr, own);
      errors.addAll(own);
    }
  }

  /**
   * That the types of a whole expression are wrong is not said if some of them are not known
   * because a closure or a reference in it is wrong: that is the cause.
   */
  private void check(TypeEnv env, Expr expr, TypeErrors errors) {
    if (expr instanceof Expr.Every every) {
      checkEvery(env, every, errors);
    } else if (expr instanceof Expr.Literal literal) {
      checkLiteral(env, literal, errors);
    }
  }

  /**
   * What the variables of an {@code every} are is not inferred from its domain, so that of its body
   * only references and closures are checked, as OPA does.
   */
  private void checkEvery(TypeEnv env, Expr.Every every, TypeErrors errors) {
    TypeEnv inner = env.inner();
    List<Term> terms = new ArrayList<>(List.of(every.domain()));
    every.body().forEach(expr -> terms.addAll(Patterns.terms(expr)));
    terms.forEach(term -> checkClosure(inner, term, errors));
    terms.forEach(term -> checkRefs(inner, term, errors));
    checkWiths(env, every, errors);
  }

  private void checkLiteral(TypeEnv env, Expr.Literal literal, TypeErrors errors) {
    Term term = literal.term();
    List<Term> operands = Patterns.terms(literal);
    operands.forEach(operand -> checkClosure(env, operand, errors));
    operands.forEach(operand -> checkRefs(env, operand, errors));
    TypeErrors whole = errors.fresh();
    checkWiths(env, literal, whole);
    if (whole.isEmpty() && term instanceof Call call) {
      if (isEquation(call)) {
        checkEquation(env, literal, call, whole);
      } else {
        checkCall(env, literal, call, whole);
      }
    }
    if (errors.isEmpty() || !whole.isOfUnknownTypes()) {
      errors.addAll(whole);
    }
  }

  /** Two sides must be able to match, whether or not the comparison may bind variables. */
  private static boolean isEquation(Call call) {
    String operator = call.operator().dotted();
    return call.args().size() == 2 && (operator.equals("eq") || operator.equals("equal"));
  }

  private void checkEquation(TypeEnv env, Expr.Literal literal, Call eq, TypeErrors errors) {
    Term left = eq.args().get(0);
    Term right = eq.args().get(1);
    Unifier unifier = new Unifier(env);
    if (right instanceof Call call) {
      Type called = checkCall(env, literal, call, errors);
      Type result = errors.isEmpty() ? called : UnionType.ANY;
      if (!unifier.unify(left, result)) {
        errors.noMatch(literal.span(), env.typeOf(left), result);
      }
      return;
    }
    Type typeOfLeft = env.typeOf(left);
    Type typeOfRight = env.typeOf(right);
    if (!unifier.unify(left, right)) {
      errors.noMatch(literal.span(), typeOfLeft, typeOfRight);
    }
  }

  /** The type of the call's value; any if that is not known. */
  private Type checkCall(TypeEnv env, Expr.Literal literal, Call call, TypeErrors errors) {
    Type type = typeOfFunction(env, call.operator());
    if (!(type instanceof FunctionType function)) {
      // A name that is not known was reported before; a faulty function is any.
      if (type != null && !functions.test(call.operator())) {
        errors.noFunction(literal.span(), call.operator());
      }
      return UnionType.ANY;
    }
    List<Term> args = call.args();
    boolean countable = function.variadic() || args.size() == function.parameters().size();
    if (!countable) {
      String what = args.size() < function.arity() ? "too few arguments" : "too many arguments";
      wrongArguments(env, literal, call, what, function, errors);
      return function.resultType();
    }
    Unifier unifier = new Unifier(env);
    for (int i = 0; i < args.size(); i++) {
      if (!unifier.unify(args.get(i), function.argument(i))) {
        wrongArguments(env, literal, call, "invalid argument(s)", function, errors);
        break;
      }
    }
    Type result = function.resultType();
    return result.isPartlyUnknown() ? UnionType.ANY : result;
  }

  private static void wrongArguments(
      TypeEnv env,
      Expr.Literal literal,
      Call call,
      String what,
      FunctionType function,
      TypeErrors errors) {
    List<Type> have = call.args().stream().map(env::typeOf).toList();
    errors.wrongArguments(
        literal.span(), call.operator().dotted(), what, have, function.signature(false));
  }

  private @Nullable Type typeOfFunction(TypeEnv env, Ref operator) {
    return operator.startsWith("data")
        ? env.rules().typeAt(operator.path())
        : builtins.apply(operator.dotted());
  }

  /** A function can be replaced by one that takes as many arguments, of types that agree. */
  private void checkWiths(TypeEnv env, Expr expr, TypeErrors errors) {
    for (With with : expr.withs()) {
      if (typeOfFunction(env, with.target()) instanceof FunctionType target
          && with.value() instanceof Ref name
          && typeOfFunction(env, name) instanceof FunctionType replacement
          && !target.isCompatibleWith(replacement)) {
        List<Type> have =
            replacement.parameters().stream().map(FunctionType.Parameter::type).toList();
        errors.wrongArguments(
            with.span(), with.target().dotted(), "arity mismatch", have, target.signature(false));
        return;
      }
    }
  }

  private static void checkRefs(TypeEnv env, Term term, TypeErrors errors) {
    RefChecker checker = new RefChecker(env, errors);
    Patterns.parts(term, Ref.class).forEach(checker::check);
  }

  private void checkClosure(TypeEnv env, Term term, TypeErrors errors) {
    if (!(term instanceof Comprehension comprehension)) {
      return;
    }
    TypeEnv inner = env.inner();
    check(inner, comprehension.body(), errors);
    env.bind(comprehension, typeOf(inner, comprehension));
  }

  private static Type typeOf(TypeEnv inner, Comprehension comprehension) {
    if (comprehension instanceof ArrayComprehension array) {
      return ArrayType.of(known(inner, array.term()));
    } else if (comprehension instanceof SetComprehension set) {
      return new SetType(known(inner, set.term()));
    }
    ObjectComprehension object = (ObjectComprehension) comprehension;
    return ObjectType.of(known(inner, object.key()), known(inner, object.value()));
  }

  private static Type known(TypeEnv env, Term term) {
    Type type = env.typeOf(term);
    return type.isPartlyUnknown() ? UnionType.ANY : type;
  }
}
