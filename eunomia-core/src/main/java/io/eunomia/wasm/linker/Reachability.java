package io.eunomia.wasm.linker;

import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.RelocatableFunction;
import io.eunomia.wasm.binary.Relocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what the roots reach, and counts how often each function is named. */
final class Reachability {
  private final Map<String, RelocatableFunction> allFunctions = new HashMap<>();
  private final Map<String, RelocatableData> allData = new HashMap<>();
  private final Set<String> host;
  private final Deque<List<Relocation>> pending = new ArrayDeque<>();

  final Map<String, RelocatableFunction> functions = new LinkedHashMap<>();
  final Map<String, RelocatableData> data = new LinkedHashMap<>();
  final Set<String> slots = new LinkedHashSet<>();
  final Map<String, Integer> uses = new HashMap<>();

  Reachability(LinkRequest request) {
    for (ObjectModule object : request.objects()) {
      object.functions().forEach(function -> allFunctions.put(function.name(), function));
      object.data().forEach(datum -> allData.put(datum.name(), datum));
    }
    host = new LinkedHashSet<>();
    request.hostFunctions().forEach(function -> host.add(function.name()));
    request.functions().forEach(this::function);
    request.addresses().values().forEach(this::datum);
    datum(request.heapStart());
    while (!pending.isEmpty()) {
      pending.removeFirst().forEach(this::follow);
    }
  }

  private void follow(Relocation relocation) {
    if (relocation instanceof Relocation.Function function) {
      function(function.symbol());
    } else if (relocation instanceof Relocation.Slot slot) {
      slots.add(slot.symbol());
      function(slot.symbol());
    } else if (relocation instanceof Relocation.Address address) {
      datum(address.symbol());
    }
  }

  private void function(String name) {
    uses.merge(name, 1, Integer::sum);
    if (host.contains(name) || functions.containsKey(name)) {
      return;
    }
    RelocatableFunction function = allFunctions.get(name);
    if (function == null) {
      throw new LinkException("there is no function \"" + name + "\"");
    }
    functions.put(name, function);
    pending.add(function.relocations());
  }

  private void datum(String name) {
    if (data.containsKey(name)) {
      return;
    }
    RelocatableData datum = allData.get(name);
    if (datum == null) {
      throw new LinkException("there is no datum \"" + name + "\"");
    }
    data.put(name, datum);
    pending.add(datum.relocations());
  }

  /** Whether anything that is reached names the function. */
  boolean isUsed(String function) {
    return uses.containsKey(function);
  }

  /** The functions, most used first: their indices are the shortest to write. */
  List<RelocatableFunction> byUse() {
    List<RelocatableFunction> result = new ArrayList<>(functions.values());
    result.sort((a, b) -> Integer.compare(uses(b), uses(a)));
    return result;
  }

  private int uses(RelocatableFunction function) {
    return uses.getOrDefault(function.name(), 0);
  }
}
