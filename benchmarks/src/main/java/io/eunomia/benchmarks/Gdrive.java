package io.eunomia.benchmarks;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sharing documents: users and groups, documents in folders in folders, views and owners. Folders
 * belong to folders of smaller numbers alone.
 */
final class Gdrive {
  private static final List<String> OPERATIONS =
      List.of("readDocument", "writeDocument", "shareDocument", "changeOwner", "createDocument");
  private static final Set<String> OWNERS_ACTIONS =
      Set.of("readDocument", "writeDocument", "shareDocument");

  private final Map<String, User> users = new HashMap<>();
  private final Map<String, Set<String>> groupViews = new HashMap<>();
  private final Map<String, List<String>> parents = new HashMap<>();
  private final Set<String> publicDocuments = new HashSet<>();
  private final Graph folders = new Graph(parents);

  private record User(Set<String> views, Set<String> owns, List<String> groups) {}

  private Gdrive() {}

  /** The scenario with as many users, groups, documents and folders each. */
  static DecisionSet decisions(int n) {
    Draw draw = new Draw(n);
    Gdrive world = new Gdrive();
    world.fill(n, draw);
    List<String> users = Draw.names("user", n);
    List<String> documents = Draw.names("doc", n);
    List<String> folders = Draw.names("folder", n);
    return new DecisionSet(
        Resources.text("gdrive.rego"),
        "gdrive/authz/allow",
        DecisionSet.json(Map.of("entities", world.entities())),
        ScenarioRequests.of(
            () -> {
              String operation = draw.one(OPERATIONS);
              List<String> on = operation.equals("createDocument") ? folders : documents;
              return new ScenarioRequests.Ask(draw.one(users), operation, "resource", draw.one(on));
            },
            world::allow),
        world::allow);
  }

  private void fill(int n, Draw draw) {
    List<String> groups = Draw.names("group", n);
    List<String> documents = Draw.names("doc", n);
    List<String> allFolders = Draw.names("folder", n);
    List<String> files = Stream.concat(documents.stream(), allFolders.stream()).toList();
    groups.forEach(group -> groupViews.put(group, Set.copyOf(draw.linked(files))));
    for (String user : Draw.names("user", n)) {
      Set<String> views = Set.copyOf(draw.linked(files));
      users.put(user, new User(views, Set.copyOf(draw.linked(files)), draw.linked(groups)));
    }
    for (String document : documents) {
      parents.put(document, draw.linked(allFolders));
      if (draw.coin()) {
        publicDocuments.add(document);
      }
    }
    for (int i = 0; i < n; i++) {
      parents.put(allFolders.get(i), draw.linked(allFolders.subList(0, i)));
    }
  }

  /** All of it as JSON; sets are objects, in which one looks up. */
  private Map<String, Object> entities() {
    Map<String, Object> allUsers = new LinkedHashMap<>();
    users.forEach(
        (name, user) ->
            allUsers.put(
                name,
                Map.of(
                    "views", keyed(user.views),
                    "owns", keyed(user.owns),
                    "groups", new ArrayList<>(user.groups))));
    Map<String, Object> groups = new LinkedHashMap<>();
    groupViews.forEach((name, views) -> groups.put(name, Map.of("views", keyed(views))));
    return Map.of(
        "users", allUsers, "groups", groups, "folders", parents, "public", keyed(publicDocuments));
  }

  private static Map<String, Boolean> keyed(Set<String> names) {
    Map<String, Boolean> keyed = new LinkedHashMap<>();
    names.forEach(name -> keyed.put(name, true));
    return keyed;
  }

  private boolean allow(PolicyInput input) {
    User user = users.get(((Caller.User) input.caller()).userId());
    String operation = input.operationId();
    if (!(input.context().get("resource") instanceof String file) || user == null) {
      return false;
    }
    if (operation.equals("changeOwner") || operation.equals("createDocument")) {
      return user.owns.contains(file);
    }
    if (operation.equals("readDocument")) {
      return publicDocuments.contains(file)
          || folders.anyFrom(file, each -> user.owns.contains(each) || views(user, each));
    }
    return OWNERS_ACTIONS.contains(operation) && folders.anyFrom(file, user.owns::contains);
  }

  private boolean views(User user, String file) {
    if (user.views.contains(file)) {
      return true;
    }
    for (int i = 0; i < user.groups.size(); i++) {
      if (groupViews.getOrDefault(user.groups.get(i), Set.of()).contains(file)) {
        return true;
      }
    }
    return false;
  }
}
