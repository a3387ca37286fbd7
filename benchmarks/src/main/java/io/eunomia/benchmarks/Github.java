package io.eunomia.benchmarks;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hosting repositories: users in teams in teams and in organizations, all of which have roles in
 * repositories and in organizations. Teams belong to teams of smaller numbers alone.
 */
final class Github {
  private static final Map<String, Integer> RANK =
      Map.of("read", 1, "triage", 2, "write", 3, "maintain", 4, "admin", 5);
  private static final List<String> ROLES = List.of("read", "triage", "write", "maintain", "admin");
  private static final List<String> ORGANIZATION_ROLES = List.of("read", "write", "admin");

  private final Map<String, Repository> repositories = new LinkedHashMap<>();
  private final Map<String, Organization> organizations = new HashMap<>();
  private final Map<String, List<String>> belongs = new HashMap<>();
  private final Graph members = new Graph(belongs);

  private record Organization(String name, Map<String, String> roles) {}

  private record Repository(Organization owner, Map<String, String> roles) {}

  private Github() {}

  /** The scenario with as many users, teams, repositories and organizations each. */
  static DecisionSet decisions(int n) {
    Draw draw = new Draw(n);
    Github world = new Github();
    world.fill(n, draw);
    List<String> users = Draw.names("user", n);
    List<String> repositories = Draw.names("repo", n);
    return new DecisionSet(
        Resources.text("github.rego"),
        "github/authz/allow",
        DecisionSet.json(Map.of("entities", world.entities())),
        ScenarioRequests.of(
            () ->
                new ScenarioRequests.Ask(
                    draw.one(users), draw.one(ROLES), "repository", draw.one(repositories)),
            world::allow),
        world::allow);
  }

  private void fill(int n, Draw draw) {
    List<String> teams = Draw.names("team", n);
    List<String> names = Draw.names("org", n);
    List<Organization> owners =
        names.stream().map(name -> new Organization(name, new HashMap<>())).toList();
    for (Organization owner : owners) {
      organizations.put(owner.name, owner);
      belongs.put(owner.name, List.of());
    }
    for (String name : Draw.names("repo", n)) {
      repositories.put(name, new Repository(draw.one(owners), new HashMap<>()));
    }
    names.forEach(name -> giveRolesInOrganizations(name, owners, draw));
    for (int i = 0; i < n; i++) {
      belongs.put(teams.get(i), draw.linked(teams.subList(0, i)));
      giveRolesInRepositories(teams.get(i), draw);
    }
    for (String user : Draw.names("user", n)) {
      List<String> all = draw.linked(teams);
      all.addAll(draw.linked(names));
      belongs.put(user, all);
      giveRolesInRepositories(user, draw);
      giveRolesInOrganizations(user, owners, draw);
    }
  }

  private void giveRolesInRepositories(String subject, Draw draw) {
    for (Repository repository : draw.linked(List.copyOf(repositories.values()))) {
      repository.roles.put(subject, draw.one(ROLES));
    }
  }

  private static void giveRolesInOrganizations(
      String subject, List<Organization> owners, Draw draw) {
    for (Organization owner : draw.linked(owners)) {
      owner.roles.put(subject, draw.one(ORGANIZATION_ROLES));
    }
  }

  private Map<String, Object> entities() {
    Map<String, Object> allRepositories = new HashMap<>();
    repositories.forEach(
        (name, each) ->
            allRepositories.put(name, Map.of("owner", each.owner.name, "roles", each.roles)));
    Map<String, Object> allOrganizations = new HashMap<>();
    organizations.forEach((name, each) -> allOrganizations.put(name, Map.of("roles", each.roles)));
    return Map.of(
        "repositories", allRepositories, "organizations", allOrganizations, "members", belongs);
  }

  private boolean allow(PolicyInput input) {
    Repository repository = repositories.get(String.valueOf(input.context().get("repository")));
    Integer needed = RANK.get(input.operationId());
    if (repository == null || needed == null) {
      return false;
    }
    return members.anyFrom(
        ((Caller.User) input.caller()).userId(),
        subject ->
            enough(repository.roles, subject, needed)
                || enough(repository.owner.roles, subject, needed));
  }

  private static boolean enough(Map<String, String> roles, String subject, int needed) {
    String role = roles.get(subject);
    Integer rank = role == null ? null : RANK.get(role);
    return rank != null && rank >= needed;
  }
}
