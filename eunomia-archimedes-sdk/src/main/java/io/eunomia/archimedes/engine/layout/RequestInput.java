package io.eunomia.archimedes.engine.layout;

import io.eunomia.policy.PolicyInput;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a typed request into a module's memory, worked out once a module: a writer a slot.
 * Nothing that no path leads to is looked at. Immutable and thread-safe.
 */
public final class RequestInput {
  private final List<RequestField> fields;

  private RequestInput(List<RequestField> fields) {
    this.fields = fields;
  }

  /** The plan for these paths. */
  public static RequestInput of(InputPaths paths) {
    List<RequestField> fields = new ArrayList<>(paths.size());
    for (List<String> path : paths.paths()) {
      fields.add(RequestFields.at(path));
    }
    return new RequestInput(List.copyOf(fields));
  }

  /**
   * Writes a request.
   *
   * @param slots receives a reference a slot, 0 where the request has nothing
   * @throws LayoutException if it does not fit
   */
  public void write(PolicyInput input, LayoutWriter writer, int[] slots) {
    for (int i = 0; i < slots.length; i++) {
      slots[i] = fields.get(i).write(input, writer);
    }
  }
}
