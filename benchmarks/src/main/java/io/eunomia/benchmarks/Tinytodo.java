package io.eunomia.benchmarks;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sharing lists of tasks: each has an owner, a team that reads it and a team that edits it. Teams
 * belong to teams of smaller numbers alone.
 */
final class Tinytodo {
  private static final List<String> OPERATIONS =
      List.of(
          "createList",
          "getLists",
          "getList",
          "updateList",
          "deleteList",
          "createTask",
          "updateTask",
          "deleteTask",
          "editShares");
  private static final Set<String> OPEN_TO_ALL = Set.of("createList", "getLists");
  private static final Set<String> EDITORS_ACTIONS =
      Set.of("getList", "updateList", "createTask", "updateTask", "deleteTask");

  private final Map<String, TaskList> lists = new HashMap<>();
  private final Map<String, List<String>> belongs = new HashMap<>();
  private final Graph teams = new Graph(belongs);

  private record TaskList(String owner, String readers, String editors) {}

  private Tinytodo() {}

  /** The scenario with as many users, teams and lists each. */
  static DecisionSet decisions(int n) {
    Draw draw = new Draw(n);
    Tinytodo world = new Tinytodo();
    world.fill(n, draw);
    List<String> users = Draw.names("user", n);
    List<String> lists = Draw.names("list", n);
    return new DecisionSet(
        Resources.text("tinytodo.rego"),
        "tinytodo/authz/allow",
        DecisionSet.json(Map.of("entities", world.entities())),
        ScenarioRequests.of(
            () ->
                new ScenarioRequests.Ask(
                    draw.one(users), draw.one(OPERATIONS), "list", draw.one(lists)),
            world::allow),
        world::allow);
  }

  private void fill(int n, Draw draw) {
    List<String> users = Draw.names("user", n);
    List<String> allTeams = Draw.names("team", n);
    users.forEach(user -> belongs.put(user, draw.linked(allTeams)));
    for (int i = 0; i < n; i++) {
      belongs.put(allTeams.get(i), draw.linked(allTeams.subList(0, i)));
    }
    for (String name : Draw.names("list", n)) {
      lists.put(name, new TaskList(draw.one(users), draw.one(allTeams), draw.one(allTeams)));
    }
  }

  private Map<String, Object> entities() {
    Map<String, Object> all = new HashMap<>();
    lists.forEach(
        (name, list) ->
            all.put(
                name,
                Map.of("owner", list.owner, "readers", list.readers, "editors", list.editors)));
    return Map.of("lists", all, "teams", belongs);
  }

  private boolean allow(PolicyInput input) {
    String operation = input.operationId();
    if (OPEN_TO_ALL.contains(operation)) {
      return true;
    }
    TaskList list = lists.get(String.valueOf(input.context().get("list")));
    String user = ((Caller.User) input.caller()).userId();
    if (list == null) {
      return false;
    }
    if (list.owner.equals(user)) {
      return true;
    }
    boolean reads = operation.equals("getList");
    return EDITORS_ACTIONS.contains(operation)
        && teams.anyFrom(
            user, team -> team.equals(list.editors) || (reads && team.equals(list.readers)));
  }
}
