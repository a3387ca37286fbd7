package orders_service.authz_test

import data.orders_service.authz

request(operation, scopes, owner) := {
	"caller": {"type": "api_key", "key_id": "k-1", "name": "a key", "scopes": scopes, "owner_id": "alice"},
	"service": "orders-service",
	"operation_id": operation,
	"context": {"owner_id": owner},
}

test_owners_read_and_write if {
	every operation in ["getOrder", "changeOrder"] {
		authz.allow with input as request(operation, ["orders:read", "orders:write"], "alice")
	}
}

test_a_scope_is_needed if {
	not authz.allow with input as request("changeOrder", ["orders:read"], "alice")
}

test_orders_of_others_are_not_seen if {
	not authz.allow with input as request("getOrder", ["orders:read"], "bob")
}

test_support_looks_and_does_not_touch if {
	authz.allow with input as request("getOrder", ["orders:read", "support"], "bob")
	not authz.allow with input as request("changeOrder", ["orders:write", "support"], "bob")
}

# An order that is not there has no owner, and so nobody's key is for it.
test_without_an_owner_nobody_may if {
	nobodys := object.remove(request("getOrder", ["orders:read"], "alice"), ["context"])
	not authz.allow with input as nobodys
}

test_unknown_operations_are_denied if {
	not authz.allow with input as request("deleteOrder", ["orders:read", "orders:write"], "alice")
}
