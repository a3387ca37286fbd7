package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.BooleanValue;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.SetValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.rego.types.ArrayType;
import io.eunomia.rego.types.ConstantKey;
import io.eunomia.rego.types.ObjectType;
import io.eunomia.rego.types.ScalarType;
import io.eunomia.rego.types.SetType;
import io.eunomia.rego.types.Type;
import io.eunomia.rego.types.UnionType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether values are what declarations say. Costs a look at each part that is not just any. */
final class ValueTypes {
  private ValueTypes() {}

  static boolean isOf(Type type, Value value) {
    if (type instanceof UnionType union) {
      return union.isAny() || union.members().stream().anyMatch(member -> isOf(member, value));
    }
    if (type instanceof ScalarType scalar) {
      return scalar == scalarOf(value);
    }
    if (type instanceof ArrayType array) {
      return value instanceof ArrayValue given && isArray(array, given.elements());
    }
    if (type instanceof SetType set) {
      return value instanceof SetValue given
          && given.elements().stream().allMatch(element -> isOf(set.element(), element));
    }
    return type instanceof ObjectType object
        && value instanceof ObjectValue given
        && isObject(object, given.members());
  }

  private static @Nullable ScalarType scalarOf(Value value) {
    if (value instanceof StringValue) {
      return ScalarType.STRING;
    }
    if (value instanceof NumberValue) {
      return ScalarType.NUMBER;
    }
    if (value instanceof BooleanValue) {
      return ScalarType.BOOLEAN;
    }
    return value instanceof NullValue ? ScalarType.NULL : null;
  }

  private static boolean isArray(ArrayType type, List<Value> elements) {
    int fixed = type.fixed().size();
    if (elements.size() < fixed || (type.rest() == null && elements.size() > fixed)) {
      return false;
    }
    for (int i = 0; i < elements.size(); i++) {
      if (!isOf(type.at(i), elements.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isObject(ObjectType type, Map<Value, Value> members) {
    int known = 0;
    for (Map.Entry<Value, Value> member : members.entrySet()) {
      ConstantKey key = constant(member.getKey());
      Type property = key == null ? null : type.property(key);
      known += property == null ? 0 : 1;
      if (property == null ? !isOther(type, member) : !isOf(property, member.getValue())) {
        return false;
      }
    }
    return known == type.properties().size();
  }

  private static boolean isOther(ObjectType type, Map.Entry<Value, Value> member) {
    ObjectType.Others others = type.others();
    return others != null
        && isOf(others.key(), member.getKey())
        && isOf(others.value(), member.getValue());
  }

  /** The keys that a declaration can name. */
  private static @Nullable ConstantKey constant(Value key) {
    if (key instanceof StringValue string) {
      return ConstantKey.of(string.text());
    }
    return key instanceof NumberValue number ? ConstantKey.of(number.decimal()) : null;
  }
}
