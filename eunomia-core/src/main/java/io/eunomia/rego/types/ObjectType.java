package io.eunomia.rego.types;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Objects.
 *
 * @param properties the values under keys that are known, sorted by key, each key once
 * @param others what may stand under other keys, or {@code null} if nothing may
 */
public record ObjectType(List<Property> properties, @Nullable Others others) implements Type {
  /** Objects of any keys and values. */
  public static final ObjectType ANY = of(UnionType.ANY, UnionType.ANY);

  /** What stands under a known key. */
  public record Property(ConstantKey key, Type value) {}

  /** The types of keys that are not known, and of what stands under them. */
  public record Others(Type key, Type value) {}

  public ObjectType {
    properties = sorted(properties);
  }

  /** Objects whose keys and values are of one type each. */
  public static ObjectType of(Type key, Type value) {
    return new ObjectType(List.of(), new Others(key, value));
  }

  private static List<Property> sorted(List<Property> properties) {
    Map<ConstantKey, Property> byKey = new TreeMap<>(Comparator.naturalOrder());
    properties.forEach(p -> byKey.merge(p.key(), p, ObjectType::either));
    return List.copyOf(byKey.values());
  }

  private static Property either(Property a, Property b) {
    return new Property(a.key(), a.value().or(b.value()));
  }

  /** The type under a key that is known, or {@code null}. */
  public @Nullable Type property(ConstantKey key) {
    for (Property property : properties) {
      if (property.key().equals(key)) {
        return property.value();
      }
    }
    return null;
  }

  /** The type of the values under keys that are not known; unknown if there are none. */
  public Type otherValues() {
    return others == null ? UnknownType.UNKNOWN : others.value();
  }

  /** The same type with one property added or replaced. */
  public ObjectType with(ConstantKey key, Type value) {
    List<Property> changed = new ArrayList<>(properties);
    changed.removeIf(p -> p.key().equals(key));
    changed.add(new Property(key, value));
    return new ObjectType(changed, others);
  }

  @Override
  public Type keyType() {
    return all(property -> property.key().type(), Others::key);
  }

  @Override
  public Type valueType() {
    return all(Property::value, Others::value);
  }

  private Type all(Function<Property, Type> ofProperty, Function<Others, Type> ofOthers) {
    List<Type> all = new ArrayList<>();
    properties.forEach(property -> all.add(ofProperty.apply(property)));
    if (others != null) {
      all.add(ofOthers.apply(others));
    }
    return UnionType.of(all);
  }

  @Override
  public Type select(ConstantKey key) {
    Type known = property(key);
    if (known != null) {
      return known;
    }
    return others != null && others.key().isCompatibleWith(key.type())
        ? others.value()
        : UnknownType.UNKNOWN;
  }

  @Override
  public boolean isPartlyUnknown() {
    return properties.stream().anyMatch(p -> p.value().isPartlyUnknown())
        || (others != null && (others.key().isPartlyUnknown() || others.value().isPartlyUnknown()));
  }

  @Override
  public String toString() {
    String known =
        properties.isEmpty()
            ? ""
            : properties.stream()
                .map(p -> p.key() + ": " + p.value())
                .collect(Collectors.joining(", ", "<", ">"));
    return "object"
        + known
        + (others == null ? "" : "[" + others.key() + ": " + others.value() + "]");
  }
}
