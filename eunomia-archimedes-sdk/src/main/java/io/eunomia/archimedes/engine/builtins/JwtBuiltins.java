package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.jwt.JwsAlgorithm;
import io.eunomia.archimedes.engine.builtins.jwt.JwtKeys;
import io.eunomia.archimedes.engine.builtins.jwt.Token;
import io.eunomia.archimedes.engine.builtins.jwt.TokenConstraints;
import io.eunomia.archimedes.engine.builtins.jwt.TokenSigner;
import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.GoJson;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code io.jwt.*}. Secrets and keys are in no message. */
final class JwtBuiltins {
  /** What is larger would take too much room among what is cached. */
  private static final int MAX_CACHED = 32 * 1024;

  private static final Value EMPTY = new ObjectValue(Map.of());
  private static final Value REFUSED = new ArrayValue(List.of(Value.of(false), EMPTY, EMPTY));

  private JwtBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
      builtins.add(
          "io.jwt.verify_" + algorithm.toString().toLowerCase(Locale.ROOT),
          Reading.builtin(algorithm.isSymmetric() ? withSecret(algorithm) : withKeys(algorithm)));
    }
    builtins
        .add(
            "io.jwt.decode",
            Reading.builtin((context, arguments) -> Token.decode(Operands.string(arguments, 0))))
        .add("io.jwt.decode_verify", Reading.builtin(JwtBuiltins::decodeVerify))
        .add("io.jwt.encode_sign", signing("io.jwt.encode_sign", JwtBuiltins::encodeSign))
        .add(
            "io.jwt.encode_sign_raw",
            signing("io.jwt.encode_sign_raw", JwtBuiltins::encodeSignRaw));
  }

  /** Signatures of most algorithms are never the same twice; a policy must not see that. */
  private static Builtin signing(String name, Reading builtin) {
    return new OncePerEvaluation(name, Reading.builtin(builtin));
  }

  private static Reading withSecret(JwsAlgorithm algorithm) {
    return (context, arguments) -> {
      String token = Operands.string(arguments, 0);
      String secret = Operands.string(arguments, 1);
      return Value.of(Token.of(token).isSignedBy(secret, algorithm));
    };
  }

  private static Reading withKeys(JwsAlgorithm algorithm) {
    return (context, arguments) -> {
      Token token = Token.of(Operands.string(arguments, 0));
      JwtKeys keys = keys(context, Operands.string(arguments, 1));
      return Value.of(token.isSignedBy(keys, algorithm));
    };
  }

  private static Value decodeVerify(BuiltinContext context, Value... arguments)
      throws BuiltinException, MalformedDataException {
    ObjectValue given = Operands.object(arguments, 1);
    TokenConstraints constraints =
        TokenConstraints.read(given, context.now(), text -> keys(context, text));
    return constraints
        .verify(Operands.string(arguments, 0))
        .<Value>map(token -> new ArrayValue(List.of(Value.of(true), token.get(0), token.get(1))))
        .orElse(REFUSED);
  }

  private static Value encodeSign(BuiltinContext context, Value... arguments)
      throws BuiltinException, MalformedDataException {
    return Value.of(
        TokenSigner.sign(
            GoJson.write(Operands.object(arguments, 0)),
            GoJson.write(Operands.object(arguments, 1)),
            GoJson.write(Operands.object(arguments, 2))));
  }

  private static Value encodeSignRaw(BuiltinContext context, Value... arguments)
      throws BuiltinException, MalformedDataException {
    String key = Operands.string(arguments, 2);
    return Value.of(
        TokenSigner.sign(Operands.string(arguments, 0), Operands.string(arguments, 1), key));
  }

  /** Policies use the same keys again and again, and reading them takes longer than verifying. */
  private static JwtKeys keys(BuiltinContext context, String text) throws MalformedDataException {
    return text.length() > MAX_CACHED
        ? JwtKeys.read(text)
        : context.cached(new KeyText(text), () -> JwtKeys.read(text));
  }

  private record KeyText(String text) {}
}
