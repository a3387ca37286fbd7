package common.callers_test

import data.common.callers
import data.common.permissions

test_a_workload_of_our_trust_domain_has_a_name if {
	callers.service == "orders-service" with input.caller as {
		"type": "spiffe",
		"spiffe_id": "spiffe://example.org/ns/prod/sa/orders-service",
		"trust_domain": "example.org",
		"path": "/ns/prod/sa/orders-service",
		"service_name": "orders-service",
	}
}

test_a_workload_of_another_trust_domain_has_none if {
	not callers.service with input.caller as {
		"type": "spiffe",
		"spiffe_id": "spiffe://example.net/ns/prod/sa/orders-service",
		"trust_domain": "example.net",
		"path": "/ns/prod/sa/orders-service",
		"service_name": "orders-service",
	}
}

test_only_users_have_roles if {
	callers.has_role("admin") with input.caller as {"type": "user", "user_id": "u", "roles": ["admin"]}
	not callers.has_role("admin") with input.caller as {"type": "api_key", "roles": ["admin"]}
	callers.has_any_role({"admin", "clerk"}) with input.caller as {"type": "user", "user_id": "u", "roles": ["clerk"]}
}

test_a_missing_tenant_is_nobodys_tenant if {
	not callers.same_tenant with input as {"caller": {"type": "user", "user_id": "u"}, "context": {}}
	callers.same_tenant with input as {
		"caller": {"type": "user", "user_id": "u", "tenant_id": "t-1"},
		"context": {"tenant_id": "t-1"},
	}
}

test_everybody_has_a_label if {
	callers.label == "u" with input.caller as {"type": "user", "user_id": "u"}
	callers.label == "k" with input.caller as {"type": "api_key", "key_id": "k"}
	callers.label == "spiffe://example.org/ns/prod/sa/s" with input.caller as {"type": "spiffe", "spiffe_id": "spiffe://example.org/ns/prod/sa/s"}
	callers.label == "anonymous" with input.caller as {"type": "anonymous"}
}

test_a_star_covers_its_kind_only if {
	permissions.covers({"users:*"}, "users:read")
	not permissions.covers({"users:*"}, "groups:read")
	not permissions.covers({"users:read"}, "users:write")
}

test_permissions_come_from_all_roles if {
	table := {"reader": ["users:read"], "writer": ["users:write"], "other": ["x:y"]}
	permissions.granted(table) == {"users:read", "users:write"} with input.caller.roles as ["reader", "writer", "unknown"]
}
