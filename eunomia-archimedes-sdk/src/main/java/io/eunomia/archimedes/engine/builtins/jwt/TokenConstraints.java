package io.eunomia.archimedes.engine.builtins.jwt;

import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.archimedes.engine.value.ValueOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a policy demands of a token before it believes it. Not thread-safe; used once. */
public final class TokenConstraints {
  private static final double NANOS = 1e9;

  private final KeyReader reader;
  private @Nullable JwtKeys certificates;
  private String secret = "";
  private String algorithm = "";
  private String issuer = "";
  private String audience = "";
  private double time = -1;

  private TokenConstraints(KeyReader reader) {
    this.reader = reader;
  }

  /**
   * Reads what a policy gives.
   *
   * @param now when the token must be valid, unless the policy gives another time
   * @throws MalformedDataException for a constraint that is unknown or of a wrong type, and if
   *     there is not exactly one key
   */
  public static TokenConstraints read(ObjectValue given, Instant now, KeyReader reader)
      throws MalformedDataException {
    TokenConstraints constraints = new TokenConstraints(reader);
    for (Map.Entry<Value, Value> constraint : ValueOrder.sorted(given)) {
      String name = constraint.getKey() instanceof StringValue text ? text.text() : "";
      constraints.add(name, constraint.getValue());
    }
    if (constraints.time == -1) {
      constraints.time = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
    constraints.checkKeys();
    return constraints;
  }

  private void add(String name, Value value) throws MalformedDataException {
    switch (name) {
      case "cert" -> certificates = reader.read(text(name, value));
      case "secret" -> secret = text(name, value);
      case "alg" -> algorithm = text(name, value);
      case "iss" -> issuer = text(name, value);
      case "aud" -> audience = text(name, value);
      case "time" -> time = time(value);
      default -> throw new MalformedDataException("unknown token validation constraint: " + name);
    }
  }

  private static String text(String name, Value value) throws MalformedDataException {
    if (value instanceof StringValue text) {
      return text.text();
    }
    throw new MalformedDataException(name + " constraint: must be a string");
  }

  private static double time(Value value) throws MalformedDataException {
    if (!(value instanceof NumberValue number)) {
      throw new MalformedDataException("token time constraint: must be a number");
    }
    double nanos = number.decimal().doubleValue();
    if (Double.isInfinite(nanos)) {
      throw new MalformedDataException("token time constraint: unvalid float64");
    }
    if (nanos < 0) {
      throw new MalformedDataException("token time constraint: must not be negative");
    }
    return nanos;
  }

  private void checkKeys() throws MalformedDataException {
    if (certificates != null && !secret.isEmpty()) {
      throw new MalformedDataException("duplicate key constraints");
    }
    if (certificates == null && secret.isEmpty()) {
      throw new MalformedDataException("no key constraint");
    }
  }

  /**
   * The header and the claims of a token that is signed and meets all of it; empty for any other.
   * Of a token in a token both must be signed, and what is in the inner one counts.
   *
   * @throws MalformedDataException if it is no token
   */
  public Optional<List<Value>> verify(String compact) throws MalformedDataException {
    String text = compact;
    while (true) {
      Token token = Token.of(text);
      ObjectValue fields = token.header();
      TokenHeader header = TokenHeader.read(fields);
      if (!header.isValid() || !isSigned(token, header)) {
        return Optional.empty();
      }
      text = token.payload();
      if (!header.isNested()) {
        ObjectValue claims = JsonObjects.read(text);
        return isMetBy(claims) ? Optional.of(List.of(fields, claims)) : Optional.empty();
      }
    }
  }

  private boolean isSigned(Token token, TokenHeader header) throws MalformedDataException {
    if (!algorithm.isEmpty() && !algorithm.equals(header.algorithm())) {
      return false;
    }
    token.signature();
    JwsAlgorithm with = JwsAlgorithm.find(header.algorithm());
    if (with == null) {
      return false;
    }
    JwtKeys keys = certificates == null ? JwtKeys.ofSecret(secret) : certificates;
    return keys.verify(token, header, with);
  }

  private boolean isMetBy(ObjectValue claims) throws MalformedDataException {
    return (issuer.isEmpty() || Value.of(issuer).equals(claims.get("iss")))
        && isForAudience(claims.get("aud"))
        && isBeforeExpiry(claims.get("exp"))
        && isAfterBeginning(claims.get("nbf"));
  }

  /** RFC 7519, 4.1.3: who is not named must refuse a token that names anybody. */
  private boolean isForAudience(@Nullable Value claim) {
    if (claim == null) {
      return audience.isEmpty();
    }
    Value wanted = Value.of(audience);
    return claim.equals(wanted)
        || (claim instanceof ArrayValue list && list.elements().contains(wanted));
  }

  private boolean isBeforeExpiry(@Nullable Value claim) throws MalformedDataException {
    return claim == null || now().decimal().compareTo(seconds(claim, "exp").decimal()) < 0;
  }

  private boolean isAfterBeginning(@Nullable Value claim) throws MalformedDataException {
    return claim == null || now().decimal().compareTo(seconds(claim, "nbf").decimal()) >= 0;
  }

  private NumberValue now() {
    return NumberValue.of(time / NANOS);
  }

  private static NumberValue seconds(Value claim, String name) throws MalformedDataException {
    if (claim instanceof NumberValue number) {
      return number;
    }
    throw new MalformedDataException(name + " value must be a number");
  }

  @Override
  public String toString() {
    return "TokenConstraints";
  }

  /** Reads keys, or remembers having read them. */
  @FunctionalInterface
  public interface KeyReader {
    /** As {@link JwtKeys#read}. */
    JwtKeys read(String text) throws MalformedDataException;
  }
}
