package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.aws.AwsCredentials;
import io.eunomia.archimedes.engine.builtins.aws.AwsRequest;
import io.eunomia.archimedes.engine.builtins.aws.SignatureV4;
import io.eunomia.archimedes.engine.builtins.uri.MalformedUriException;
import io.eunomia.archimedes.engine.builtins.uri.Uri;
import io.eunomia.archimedes.engine.value.BooleanValue;
import io.eunomia.archimedes.engine.value.GoJson;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.archimedes.engine.value.ValueOrder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code providers.aws.sign_req}. */
final class AwsBuiltins {
  private static final long NANOS = 1_000_000_000L;
  private static final List<String> REQUIRED_CONFIG =
      List.of("aws_access_key", "aws_region", "aws_secret_access_key", "aws_service");

  private AwsBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins.add("providers.aws.sign_req", AwsBuiltins::sign);
  }

  private static Value sign(BuiltinContext context, Value... arguments) throws BuiltinException {
    ObjectValue request = Operands.object(arguments, 0);
    ObjectValue config = Operands.object(arguments, 1);
    AwsCredentials credentials = credentials(config);
    Instant time = time(Operands.number(arguments, 2));
    Map<String, String> headers =
        SignatureV4.headers(request(request, signsBody(config)), credentials, time);
    Map<Value, Value> signed = new LinkedHashMap<>();
    headers.forEach((name, value) -> signed.put(Value.of(name), Value.of(value)));
    Map<Value, Value> members = new LinkedHashMap<>(request.members());
    members.put(Value.of("headers"), new ObjectValue(signed));
    return new ObjectValue(members);
  }

  private static AwsCredentials credentials(ObjectValue config) throws BuiltinException {
    HttpRequests.check(
        2,
        "missing required AWS config parameters(s)",
        REQUIRED_CONFIG.stream().filter(name -> config.get(name) == null).toList());
    HttpRequests.check(
        2,
        "invalid values for required AWS config parameters(s)",
        notText(config, REQUIRED_CONFIG));
    return new AwsCredentials(
        text(config.get("aws_service")),
        text(config.get("aws_region")),
        text(config.get("aws_access_key")),
        text(config.get("aws_secret_access_key")),
        text(config.get("aws_session_token")));
  }

  private static boolean signsBody(ObjectValue config) throws BuiltinException {
    Value disabled = config.get("disable_payload_signing");
    if (disabled != null && !(disabled instanceof BooleanValue)) {
      throw BuiltinException.operand(
          2, "invalid value for 'disable_payload_signing' in AWS config");
    }
    return disabled != BooleanValue.TRUE;
  }

  private static Instant time(NumberValue nanos) throws BuiltinException {
    // As in OPA, which goes by the spelling: 1e9 is no integer here.
    if (nanos.decimal().scale() != 0 || !nanos.fitsLong()) {
      throw BuiltinException.operand(3, "could not convert time_ns value into a unix timestamp");
    }
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos.longValue(), NANOS), Math.floorMod(nanos.longValue(), NANOS));
  }

  private static AwsRequest request(ObjectValue request, boolean signsBody)
      throws BuiltinException {
    HttpRequests.check(1, request);
    Map<String, String> headers = headers(request.get("headers"));
    HttpRequests.check(
        1,
        "invalid values for required request parameters(s)",
        notText(request, HttpRequests.REQUIRED));
    try {
      return new AwsRequest(
          text(request.get("method")),
          Uri.parse(text(request.get("url"))),
          headers,
          body(request),
          signsBody);
    } catch (MalformedUriException e) {
      throw new BuiltinException(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> headers(@Nullable Value given) throws BuiltinException {
    Map<String, String> headers = new LinkedHashMap<>();
    if (given instanceof ObjectValue object) {
      ValueOrder.sorted(object).forEach(h -> headers.put(text(h.getKey()), text(h.getValue())));
    } else if (given != null) {
      throw BuiltinException.operand(0, "object", given);
    }
    return headers;
  }

  private static String body(ObjectValue request) {
    Value raw = request.get("raw_body");
    Value body = request.get("body");
    if (raw != null) {
      return text(raw);
    }
    return body == null ? "" : GoJson.write(body);
  }

  private static List<String> notText(ObjectValue object, List<String> names) {
    return names.stream().filter(name -> !(object.get(name) instanceof StringValue)).toList();
  }

  /** A text, or an empty one for anything else. */
  private static String text(@Nullable Value value) {
    return value instanceof StringValue string ? string.text() : "";
  }
}
