package io.eunomia.archimedes.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.builtins.BuiltinContext;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.PolicyInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An instance of a module of another compiler. */
final class OpaInstance implements PolicyInstance {
  private static final int JSON_FORMAT = 0;
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] ALLOWED = "[{\"result\":true}]".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DENIED = "[{\"result\":false}]".getBytes(StandardCharsets.UTF_8);

  private final OpaLink link;
  private final OpaWasm_ModuleExports exports;
  private final Limits limits;
  private final BuiltinContext context;
  private final EvaluationGuard guard;
  private final int dataAddress;
  private final int heapBase;
  private final int retainedPages;

  /** From the call into the module until it returns; still set if it never does. */
  private boolean halfway;

  OpaInstance(Environment environment, OpaLink link, byte[] data) {
    this.link = link;
    exports = link.exports();
    limits = environment.limits();
    context = environment.newContext();
    link.context(context);
    int text = exports.opaMalloc(data.length);
    link.memory().write(text, data, 0, data.length);
    dataAddress = exports.opaJsonParse(text, data.length);
    heapBase = exports.opaHeapPtrGet();
    retainedPages = environment.retainedPages(link.memory().pages());
    guard = environment.newGuard();
  }

  @Override
  public Verdict decide(int entrypoint, PolicyInput input) {
    byte[] results = resultSet(entrypoint, json(input));
    if (Arrays.equals(results, ALLOWED)) {
      return Verdict.TRUE;
    }
    if (Arrays.equals(results, DENIED)) {
      return Verdict.FALSE;
    }
    return result(results) == null ? Verdict.UNDEFINED : Verdict.NOT_BOOLEAN;
  }

  @Override
  public byte @Nullable [] evaluate(int entrypoint, PolicyInput input) {
    return result(resultSet(entrypoint, json(input)));
  }

  @Override
  public byte @Nullable [] evaluate(int entrypoint, byte @Nullable [] input) {
    byte[] text = input == null ? null : JsonText.checked("input", input);
    return result(resultSet(entrypoint, text));
  }

  @Override
  public byte @Nullable [] evaluate(int entrypoint, Value input) {
    throw new EvaluationException(
        Reason.ERROR, "modules of other compilers take JSON for input, and nothing else");
  }

  @Override
  public boolean isReusable() {
    return !halfway && link.memory().pages() <= retainedPages;
  }

  @Override
  public void close() {
    guard.close();
  }

  byte[] resultSet(int entrypoint, byte @Nullable [] input) {
    Throwable failure;
    guard.begin();
    try {
      context.begin(limits.deadline());
      byte[] results = eval(entrypoint, input);
      guard.end();
      return results;
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    throw Failures.describe(failure, guard.end(), limits);
  }

  private byte[] eval(int entrypoint, byte @Nullable [] input) {
    int length = input == null ? 0 : input.length;
    int heap = (heapBase + length + 7) & ~7;
    if (input != null) {
      MemoryRoom.ensure(link.memory(), heap);
      link.memory().write(heapBase, input, 0, length);
    }
    halfway = true;
    int text =
        exports.opaEval(
            0, entrypoint, dataAddress, input == null ? 0 : heapBase, length, heap, JSON_FORMAT);
    halfway = false;
    byte[] results = link.text().bytes(text, limits.maxResultBytes());
    if (results.length > limits.maxResultBytes()) {
      throw new EvaluationException(
          Reason.ERROR, "the result is longer than " + limits.maxResultBytes() + " bytes");
    }
    return results;
  }

  /** What stands at {@code [{"result": HERE}]}; null for an empty set of results. */
  private static byte @Nullable [] result(byte[] results) {
    try (JsonParser parser = JSON.createParser(results)) {
      parser.nextToken();
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals("result");
        parser.nextToken();
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (wanted) {
          parser.finishToken();
          return Arrays.copyOfRange(results, from, (int) parser.currentLocation().getByteOffset());
        }
      }
      return null;
    } catch (IOException e) {
      throw new EvaluationException(
          Reason.ERROR, "the module's result is not JSON: " + e.getMessage(), e);
    }
  }

  private static byte[] json(PolicyInput input) {
    return input.toJson().toString().getBytes(StandardCharsets.UTF_8);
  }
}
