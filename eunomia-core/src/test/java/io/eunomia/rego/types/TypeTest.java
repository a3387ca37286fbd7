package io.eunomia.rego.types;

import static io.eunomia.rego.types.ScalarType.BOOLEAN;
import static io.eunomia.rego.types.ScalarType.NULL;
import static io.eunomia.rego.types.ScalarType.NUMBER;
import static io.eunomia.rego.types.ScalarType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.types.FunctionType.Parameter;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeTest {
  private static final ConstantKey A = ConstantKey.of("a");
  private static final ConstantKey B = ConstantKey.of("b");
  private static final Type PAIR = new ArrayType(List.of(NUMBER, STRING), null);
  private static final ObjectType RECORD =
      new ObjectType(
          List.of(new ObjectType.Property(B, STRING), new ObjectType.Property(A, NUMBER)), null);

  private static ConstantKey number(String text) {
    return ConstantKey.of(new BigDecimal(text));
  }

  @Test
  void whenATypeIsPrinted_thenItReadsAsInMessages() {
    assertThat(NULL).hasToString("null");
    assertThat(UnionType.ANY).hasToString("any");
    assertThat(UnknownType.UNKNOWN).hasToString("???");
    assertThat(ArrayType.of(STRING)).hasToString("array[string]");
    assertThat(PAIR).hasToString("array<number, string>");
    assertThat(new ArrayType(List.of(NUMBER), BOOLEAN)).hasToString("array<number>[boolean]");
    assertThat(SetType.ANY).hasToString("set[any]");
    assertThat(ObjectType.ANY).hasToString("object[any: any]");
    assertThat(RECORD).hasToString("object<a: number, b: string>");
    assertThat(new ObjectType(RECORD.properties(), new ObjectType.Others(STRING, NULL)))
        .hasToString("object<a: number, b: string>[string: null]");
    assertThat(STRING.or(NUMBER).or(SetType.ANY)).hasToString("any<number, string, set[any]>");
    assertThat(FunctionType.of(List.of(STRING, NUMBER), BOOLEAN))
        .hasToString("(string, number) => boolean");
    FunctionType named =
        new FunctionType(List.of(new Parameter("x", STRING)), new Parameter("y", NUMBER), false);
    assertThat(named.signature(true)).isEqualTo("(x: string, y: number)");
    assertThat(new FunctionType(List.of(Parameter.of(UnionType.ANY)), null, true))
        .hasToString("(any...) => ???");
  }

  @Test
  void whenTypesAreJoined_thenTheUnionHasOneForm() {
    assertThat(STRING.or(STRING)).isEqualTo(STRING);
    assertThat(STRING.or(NUMBER)).isEqualTo(NUMBER.or(STRING));
    assertThat(STRING.or(UnionType.ANY)).isEqualTo(UnionType.ANY);
    assertThat(STRING.or(UnknownType.UNKNOWN)).isEqualTo(STRING);
    assertThat(UnknownType.UNKNOWN.or(UnknownType.UNKNOWN)).isEqualTo(UnknownType.UNKNOWN);
    assertThat(UnionType.of(List.of())).isEqualTo(UnknownType.UNKNOWN);
  }

  @Test
  void whenFunctionsAreJoined_thenTheyTakeTheArgumentsOfBoth() {
    FunctionType a = FunctionType.of(List.of(STRING), NUMBER);
    FunctionType b = FunctionType.of(List.of(NUMBER), NUMBER);
    assertThat(a.or(b)).hasToString("(any<number, string>) => number");
    assertThat(a.or(FunctionType.of(List.of(), NUMBER))).isEqualTo(UnionType.ANY);
  }

  @Test
  void whenAConstantSelects_thenTheTypeUnderItIsFound() {
    assertThat(PAIR.select(number("1"))).isEqualTo(STRING);
    assertThat(PAIR.select(number("2"))).isEqualTo(UnknownType.UNKNOWN);
    assertThat(PAIR.select(number("-1"))).isEqualTo(UnknownType.UNKNOWN);
    assertThat(PAIR.select(number("1e30"))).isEqualTo(UnknownType.UNKNOWN);
    assertThat(ArrayType.ANY.select(number("1e8"))).isEqualTo(UnionType.ANY);
    assertThat(PAIR.select(A)).isEqualTo(UnknownType.UNKNOWN);
    assertThat(RECORD.select(B)).isEqualTo(STRING);
    assertThat(RECORD.select(ConstantKey.of("c"))).isEqualTo(UnknownType.UNKNOWN);
    assertThat(new SetType(STRING.or(NULL)).select(A)).isEqualTo(STRING);
    assertThat(new SetType(NUMBER).select(A)).isEqualTo(UnknownType.UNKNOWN);
    assertThat(PAIR.or(STRING).select(number("0"))).isEqualTo(NUMBER);
    assertThat(UnionType.ANY.select(A)).isEqualTo(UnionType.ANY);
  }

  @Test
  void whenATypeHasParts_thenItsKeysAndValuesAreTheirUnions() {
    assertThat(RECORD.keyType()).isEqualTo(STRING);
    assertThat(RECORD.valueType()).isEqualTo(NUMBER.or(STRING));
    assertThat(PAIR.keyType()).isEqualTo(NUMBER);
    assertThat(PAIR.or(RECORD).keyType()).isEqualTo(NUMBER.or(STRING));
    assertThat(STRING.keyType()).isEqualTo(UnknownType.UNKNOWN);
    assertThat(UnionType.ANY.valueType()).isEqualTo(UnionType.ANY);
  }

  @Test
  void whenNumbersAreKeys_thenTheirSpellingDoesNotCount() {
    assertThat(number("1.0")).isEqualTo(number("1")).isNotEqualTo(ConstantKey.of("1"));
    assertThat(number("2")).isLessThan(number("10"));
  }

  @Test
  void whenPartsCannotAgree_thenTypesAreNotCompatible() {
    assertThat(PAIR.isCompatibleWith(ArrayType.of(STRING))).isFalse();
    assertThat(PAIR.isCompatibleWith(ArrayType.of(NUMBER.or(STRING)))).isTrue();
    assertThat(PAIR.isCompatibleWith(new ArrayType(List.of(NUMBER), null))).isFalse();
    assertThat(RECORD.isCompatibleWith(ObjectType.of(STRING, NUMBER))).isFalse();
    assertThat(RECORD.isCompatibleWith(ObjectType.of(STRING, UnionType.ANY))).isTrue();
    assertThat(RECORD.isCompatibleWith(new ObjectType(List.of(), null))).isFalse();
    assertThat(new SetType(STRING).isCompatibleWith(new SetType(NUMBER))).isFalse();
    assertThat(STRING.or(NUMBER).isCompatibleWith(NUMBER.or(NULL))).isTrue();
    assertThat(STRING.or(NUMBER).isCompatibleWith(NULL)).isFalse();
    FunctionType unary = FunctionType.of(List.of(STRING), NUMBER);
    assertThat(unary.isCompatibleWith(UnionType.ANY)).isFalse();
    assertThat(unary.isCompatibleWith(FunctionType.of(List.of(UnionType.ANY), STRING))).isTrue();
    assertThat(unary.isCompatibleWith(FunctionType.of(List.of(STRING, STRING), NUMBER))).isFalse();
  }
}
