package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.http.HttpSender;
import io.eunomia.archimedes.engine.builtins.http.HttpSender.Sent;
import io.eunomia.archimedes.engine.builtins.http.ResponseValue;
import io.eunomia.archimedes.engine.builtins.net.Deadline;
import io.eunomia.archimedes.engine.builtins.net.Network;
import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.value.BooleanValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.SetValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code http.send} and {@code net.lookup_ip_addr}: those that are there only if somebody says so.
 */
final class NetworkBuiltins {
  private static final String SEND = "http.send";
  private static final String LOOKUP = "net.lookup_ip_addr";

  private final Network network;
  private final HttpSender sender;

  private NetworkBuiltins(NetworkAccess access) {
    network = new Network(access);
    sender = new HttpSender(network, NetworkBuiltins::nanos);
  }

  /** Both, with connections and responses of their own that are kept. */
  static Map<String, Builtin> with(NetworkAccess access) {
    NetworkBuiltins builtins = new NetworkBuiltins(access);
    return Map.of(SEND, builtins::send, LOOKUP, builtins::lookup);
  }

  /** Whether a name is that of one of them. */
  static boolean isOne(String name) {
    return name.equals(SEND) || name.equals(LOOKUP);
  }

  private Value send(BuiltinContext context, Value... arguments) throws BuiltinException {
    ObjectValue request = Operands.object(arguments, 0);
    HttpRequests.check(1, request);
    boolean raisesError = raisesError(request);
    Map<Value, Sent> sent = context.draw(SEND, unused -> new HashMap<>());
    try {
      return sender.send(request, sent, context.now(), deadline(context));
    } catch (NetworkException e) {
      checkStillRunning(context);
      if (raisesError) {
        throw new BuiltinException(String.valueOf(e.getMessage()));
      }
      return ResponseValue.of(e);
    }
  }

  private static boolean raisesError(ObjectValue request) throws BuiltinException {
    Value given = request.get("raise_error");
    if (given != null && !(given instanceof BooleanValue)) {
      throw new BuiltinException("invalid value for raise_error field");
    }
    return given != BooleanValue.FALSE;
  }

  private Value lookup(BuiltinContext context, Value... arguments) throws BuiltinException {
    String host = Operands.string(arguments, 0);
    Map<String, Looked> looked = context.draw(LOOKUP, unused -> new HashMap<>());
    Looked before = looked.get(host);
    if (before == null) {
      before = lookup(context, host);
      looked.put(host, before);
    }
    if (before.addresses.isEmpty()) {
      throw new BuiltinException(before.problem);
    }
    return SetValue.of(before.addresses.stream().map(Value::of).toList());
  }

  private Looked lookup(BuiltinContext context, String host) {
    try {
      return new Looked(network.lookup(host, deadline(context)), "");
    } catch (NetworkException e) {
      checkStillRunning(context);
      return new Looked(List.of(), String.valueOf(e.getMessage()));
    }
  }

  private static Deadline deadline(BuiltinContext context) {
    return Deadline.in(context.nanosLeft());
  }

  /**
   * An error makes a call undefined, and the policy goes on; but an evaluation that is over must
   * not go on to another decision.
   */
  private static void checkStillRunning(BuiltinContext context) {
    if (context.nanosLeft() <= 0) {
      throw EvaluationStoppedException.late();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw EvaluationStoppedException.interrupted();
    }
  }

  private static long nanos(String text) throws NetworkException {
    try {
      return GoDuration.parse(text);
    } catch (BuiltinException e) {
      throw NetworkException.invalid(String.valueOf(e.getMessage()));
    }
  }

  /**
   * What came of a lookup.
   *
   * @param addresses of the host; none if there is a problem
   * @param problem why there are none
   */
  private record Looked(List<String> addresses, String problem) {}
}
