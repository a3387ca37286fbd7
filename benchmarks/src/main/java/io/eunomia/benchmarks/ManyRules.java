package io.eunomia.benchmarks;

import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/**
 * Policies of any size, the same in every run: packages of ten rules each, of every common kind,
 * that import one another and read data.
 */
final class ManyRules {
  private static final int RULES_PER_PACKAGE = 10;

  private ManyRules() {}

  /** A file for each package; there is an entrypoint {@code s0/authz/allow}. */
  static List<SourceText> sources(int rules) {
    List<SourceText> sources = new ArrayList<>();
    for (int i = 0; i < rules / RULES_PER_PACKAGE; i++) {
      sources.add(SourceText.of("s" + i + "/authz.rego", text(i)));
    }
    return sources;
  }

  /** The names of the entrypoints: what each of the packages allows. */
  static List<String> entrypoints(int rules) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rules / RULES_PER_PACKAGE; i++) {
      names.add("s" + i + "/authz/allow");
    }
    return names;
  }

  private static String text(int number) {
    String others = number == 0 ? "" : "import data.s" + (number - 1) + ".authz as before\n";
    String inherited = number % 10 == 0 ? "false" : "before.is_owner(input.caller, r)";
    return TEMPLATE
        .replace("IMPORT\n", others)
        .replace("INHERITED", inherited)
        .replace("NUMBER", Integer.toString(number));
  }

  private static final String TEMPLATE =
      """
      # METADATA
      # title: Service NUMBER
      package sNUMBER.authz

      IMPORT

      operations := {
        "get": {"roles": ["reader", "writer"], "scope": "sNUMBER:read"},
        "put": {"roles": ["writer"], "scope": "sNUMBER:write"},
        "delete": {"roles": ["admin-NUMBER"], "scope": "sNUMBER:delete"},
      }

      default allow := false

      # Those who have a role that the operation wants.
      allow if {
        some role in roles
        role in operations[input.operation_id].roles
        count(deny_reason) == 0
      }

      allow if {
        input.method == "GET"
        r := data.resources.sNUMBER[input.context.resource_id]
        is_owner(input.caller, r)
      }

      roles contains role if {
        some group in input.caller.groups
        some role in data.groups[group].roles
        startswith(role, "sNUMBER:")
      }

      deny_reason contains "suspended" if data.users[input.caller.user_id].suspended

      deny_reason contains sprintf("limit of %d", [limit]) if {
        limit := limits[input.operation_id]
        input.context.amount > limit
      }

      limits[name] := limit if {
        some name, operation in operations
        limit := (count(operation.roles) * 100) + NUMBER
      }

      is_owner(caller, r) if r.owner == caller.user_id

      is_owner(caller, r) if {
        every scope in {o.scope | some o in operations} {
          scope in caller.scopes
        }
        not r.private with input.method as "GET"
        INHERITED
      }
      """;
}
