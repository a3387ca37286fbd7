package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.EunomiaModule.Addresses;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.builtins.BuiltinContext;
import io.eunomia.archimedes.engine.layout.InputPaths;
import io.eunomia.archimedes.engine.layout.InvalidJsonException;
import io.eunomia.archimedes.engine.layout.JsonInput;
import io.eunomia.archimedes.engine.layout.LayoutWriter;
import io.eunomia.archimedes.engine.layout.RequestInput;
import io.eunomia.archimedes.engine.layout.ScalarText;
import io.eunomia.archimedes.engine.layout.ValueLayout;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.PolicyInput;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An instance of a module of ours. */
final class EunomiaInstance implements PolicyInstance {
  private final EunomiaLink link;
  private final Memory memory;
  private final Addresses addresses;
  private final Limits limits;
  private final RequestInput request;
  private final InputPaths paths;
  private final ModuleHeap heap;
  private final LayoutWriter writer;
  private final JsonInput json;
  private final BuiltinContext context;
  private final boolean callsHost;
  private final EvaluationGuard guard;
  private final int[] slots;
  private final int wholeSlot;
  private final int heapBase;
  private final int dataRef;
  private final int retainedPages;
  private final int evalFunction;
  private final int dumpFunction;
  private final long[] arguments = new long[3];

  /** From the call into the module until it returns; still set if it never does. */
  private boolean halfway;

  /**
   * @param data as which the instance knows data
   */
  EunomiaInstance(EunomiaModule module, EunomiaLink link, DataImage data) {
    this.link = link;
    memory = link.memory();
    addresses = module.addresses();
    limits = module.environment().limits();
    request = module.request();
    paths = module.paths();
    heap = new ModuleHeap(memory, addresses, module.strings(), limits);
    writer = heap.writer();
    json = new JsonInput(writer, module.paths());
    context = module.environment().newContext();
    callsHost = !module.builtins().isEmpty();
    slots = new int[module.paths().size()];
    wholeSlot = module.paths().paths().indexOf(List.of());
    data.copyTo(memory);
    heapBase = data.end();
    dataRef = data.ref();
    retainedPages = module.environment().retainedPages(memory.pages());
    evalFunction = link.function("eunomia_eval");
    dumpFunction = link.function("opa_json_dump");
    link.onBuiltin(new BuiltinCalls(module, module.builtins(), link, heap, context, heapBase));
    guard = module.environment().newGuard();
  }

  @Override
  public Verdict decide(int entrypoint, PolicyInput input) {
    Throwable failure;
    guard.begin();
    try {
      begin();
      request.write(input, writer, slots);
      Verdict verdict = verdict(eval(entrypoint, slots, true));
      // Done in time or just not: a result that is there is as good.
      guard.end();
      return verdict;
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    throw Failures.describe(failure, guard.end(), limits);
  }

  @Override
  public byte @Nullable [] evaluate(int entrypoint, PolicyInput input) {
    return guarded(
        () -> {
          begin();
          request.write(input, writer, slots);
          return dump(eval(entrypoint, slots, true));
        });
  }

  @Override
  public byte @Nullable [] evaluate(int entrypoint, byte @Nullable [] input) {
    return guarded(
        () -> {
          begin();
          if (input == null) {
            Arrays.fill(slots, 0);
            return dump(eval(entrypoint, slots, false));
          }
          try {
            json.read(input);
          } catch (InvalidJsonException e) {
            throw new EvaluationException(
                Reason.ERROR, "the input is not JSON: " + e.getMessage(), e);
          }
          return dump(eval(entrypoint, json.slots(), true));
        });
  }

  @Override
  public byte @Nullable [] evaluate(int entrypoint, Value input) {
    return guarded(
        () -> {
          begin();
          ValueLayout.write(writer, input, paths, slots);
          return dump(eval(entrypoint, slots, true));
        });
  }

  @Override
  public boolean isReusable() {
    return !halfway && memory.pages() <= retainedPages;
  }

  @Override
  public void close() {
    guard.close();
  }

  private void begin() {
    if (callsHost) {
      context.begin(limits.deadline());
    }
    heap.begin(heapBase);
  }

  /** Brings what was written into memory, and evaluates. */
  private int eval(int entrypoint, int[] refs, boolean hasInput) {
    heap.flush();
    for (int i = 0; i < refs.length; i++) {
      memory.writeI32(addresses.slots() + 4 * i, refs[i]);
    }
    memory.writeLong(addresses.budget(), limits.maxSteps());
    arguments[0] = entrypoint;
    arguments[1] = inputRef(refs, hasInput);
    arguments[2] = dataRef;
    halfway = true;
    int result = link.call(evalFunction, arguments);
    halfway = false;
    return result;
  }

  private int inputRef(int[] refs, boolean hasInput) {
    if (!hasInput) {
      return 0;
    }
    return wholeSlot < 0 ? addresses.noInput() : refs[wholeSlot];
  }

  private Verdict verdict(int ref) {
    if (ref == addresses.constants().trueRef()) {
      return Verdict.TRUE;
    }
    if (ref == addresses.constants().falseRef()) {
      return Verdict.FALSE;
    }
    return ref == 0 ? Verdict.UNDEFINED : Verdict.NOT_BOOLEAN;
  }

  private byte @Nullable [] dump(int ref) {
    if (ref == 0) {
      return null;
    }
    byte[] text = ScalarText.of(ref, addresses.constants());
    if (text == null) {
      halfway = true;
      text = link.text().bytes(link.call(dumpFunction, ref), limits.maxResultBytes());
      halfway = false;
    }
    if (text.length > limits.maxResultBytes()) {
      throw new EvaluationException(
          Reason.ERROR, "the result is longer than " + limits.maxResultBytes() + " bytes");
    }
    return text;
  }

  private byte @Nullable [] guarded(Evaluation evaluation) {
    Throwable failure;
    guard.begin();
    try {
      byte[] result = evaluation.run();
      guard.end();
      return result;
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    throw Failures.describe(failure, guard.end(), limits);
  }

  /** What is guarded. */
  @FunctionalInterface
  private interface Evaluation {
    byte @Nullable [] run();
  }
}
