package io.eunomia.rego.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class TypePropertiesTest {
  @Provide
  Arbitrary<Type> types() {
    return type(2);
  }

  private static Arbitrary<Type> type(int depth) {
    Arbitrary<Type> leaf =
        Arbitraries.of(
            Arrays.<Type>asList(
                ScalarType.NULL,
                ScalarType.BOOLEAN,
                ScalarType.NUMBER,
                ScalarType.STRING,
                UnionType.ANY));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Type> part = type(depth - 1);
    Arbitrary<ConstantKey> key = Arbitraries.of("a", "b", "c").map(ConstantKey::of);
    return Arbitraries.oneOf(
        leaf,
        part.map(ArrayType::of),
        part.map(SetType::new),
        Combinators.combine(part.list().ofMaxSize(2), part.injectNull(0.5)).as(ArrayType::new),
        Combinators.combine(part, part).as(ObjectType::of),
        Combinators.combine(key, part)
            .as(ObjectType.Property::new)
            .list()
            .ofMaxSize(3)
            .map(properties -> new ObjectType(properties, null)),
        part.list().ofMinSize(1).ofMaxSize(3).map(UnionType::of));
  }

  @Property
  void whenTypesAreJoined_thenTheirOrderDoesNotMatter(
      @ForAll("types") Type a, @ForAll("types") Type b, @ForAll("types") Type c) {
    assertThat(a.or(b)).isEqualTo(b.or(a));
    assertThat(a.or(b).or(c)).isEqualTo(a.or(b.or(c))).isEqualTo(UnionType.of(List.of(c, b, a)));
  }

  @Property
  void whenATypeIsJoinedWithWhatItHolds_thenItStaysTheSame(
      @ForAll("types") Type a, @ForAll("types") Type b) {
    assertThat(a.or(a)).isEqualTo(a);
    assertThat(a.or(b).or(a)).isEqualTo(a.or(b));
    assertThat(a.or(UnionType.ANY)).isEqualTo(UnionType.ANY);
  }

  @Property
  void whenAUnionIsMade_thenItHasNoUnionInside(@ForAll("types") Type a, @ForAll("types") Type b) {
    if (a.or(b) instanceof UnionType union && !union.isAny()) {
      assertThat(union.members()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
      assertThat(union.members()).noneMatch(UnionType.class::isInstance);
    }
  }

  @Property
  void whenTypesAreCompatible_thenEitherWay(@ForAll("types") Type a, @ForAll("types") Type b) {
    assertThat(a.isCompatibleWith(b)).isEqualTo(b.isCompatibleWith(a));
  }

  @Property
  void whenATypeIsPartOfAnother_thenTheyAreCompatible(
      @ForAll("types") Type a, @ForAll("types") Type b) {
    assertThat(a.isCompatibleWith(a)).isTrue();
    assertThat(a.isCompatibleWith(a.or(b))).isTrue();
    assertThat(a.isCompatibleWith(UnionType.ANY)).isTrue();
    assertThat(a.isCompatibleWith(UnknownType.UNKNOWN)).isFalse();
  }

  @Property
  void whenTypesAreOrdered_thenEqualOnesAreTheSamePlace(
      @ForAll("types") Type a, @ForAll("types") Type b) {
    assertThat(TypeOrder.INSTANCE.compare(a, b) == 0).isEqualTo(a.equals(b));
    assertThat(Integer.signum(TypeOrder.INSTANCE.compare(a, b)))
        .isEqualTo(-Integer.signum(TypeOrder.INSTANCE.compare(b, a)));
  }

  @Property
  void whenATypeWidens_thenNothingThatWasThereIsLost(
      @ForAll("types") Type a, @ForAll("types") Type b) {
    ConstantKey key = ConstantKey.of("a");
    Type before = a.select(key);
    if (before != UnknownType.UNKNOWN) {
      assertThat(a.or(b).select(key).isCompatibleWith(before)).isTrue();
    }
  }
}
