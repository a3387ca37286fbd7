package io.eunomia.rego.types;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.NullTerm;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A constant under which an object holds a value.
 *
 * @param type the constant's type
 * @param text the constant, in one spelling for equal constants: strings as they are, numbers
 *     without trailing zeros
 */
public record ConstantKey(Type type, String text) implements Comparable<ConstantKey> {
  private static final Comparator<ConstantKey> ORDER =
      Comparator.comparing(ConstantKey::type, TypeOrder.INSTANCE)
          .thenComparing(ConstantKey::compareValues);

  /** A string. */
  public static ConstantKey of(String text) {
    return new ConstantKey(ScalarType.STRING, text);
  }

  /** A number. */
  public static ConstantKey of(BigDecimal number) {
    return new ConstantKey(ScalarType.NUMBER, number.stripTrailingZeros().toString());
  }

  /**
   * A term without variables, references, calls and comprehensions; {@code null} for any other one.
   */
  static @Nullable ConstantKey of(Term term) {
    if (term instanceof StringTerm string) {
      return of(string.value());
    } else if (term instanceof NumberTerm number) {
      return of(number.value());
    } else if (term instanceof BooleanTerm truth) {
      return new ConstantKey(ScalarType.BOOLEAN, Boolean.toString(truth.value()));
    } else if (term instanceof NullTerm) {
      return new ConstantKey(ScalarType.NULL, "null");
    }
    return isConstant(term)
        ? new ConstantKey(TypeEnv.of(new RuleTypes(), UnionType.ANY).typeOf(term), term.toString())
        : null;
  }

  private static boolean isConstant(Term term) {
    if (term instanceof ArrayTerm array) {
      return array.elements().stream().allMatch(ConstantKey::isConstant);
    } else if (term instanceof SetTerm set) {
      return set.elements().stream().allMatch(ConstantKey::isConstant);
    } else if (term instanceof ObjectTerm object) {
      return object.entries().stream().allMatch(e -> isConstant(e.key()) && isConstant(e.value()));
    }
    return term.isScalar();
  }

  /** The place in an array, or -1 if this is none. */
  int index() {
    if (type != ScalarType.NUMBER) {
      return -1;
    }
    BigDecimal number = new BigDecimal(text);
    boolean isIndex =
        number.signum() >= 0 && number.scale() <= 0 && number.precision() - number.scale() <= 9;
    return isIndex ? number.intValueExact() : -1;
  }

  private static int compareValues(ConstantKey a, ConstantKey b) {
    return a.type == ScalarType.NUMBER
        ? new BigDecimal(a.text).compareTo(new BigDecimal(b.text))
        : a.text.compareTo(b.text);
  }

  @Override
  public int compareTo(ConstantKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
