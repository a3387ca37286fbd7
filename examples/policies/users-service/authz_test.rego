package users_service.authz_test

import data.users_service.authz

ada := {"type": "user", "user_id": "u-ada", "roles": ["admin"], "groups": [], "tenant_id": "t-1"}

sue := {"type": "user", "user_id": "u-sue", "roles": ["support"], "groups": [], "tenant_id": "t-1"}

bob := {"type": "user", "user_id": "u-bob", "roles": [], "groups": [], "tenant_id": "t-1"}

request(caller, operation, user_id) := {
	"caller": caller,
	"service": "users-service",
	"operation_id": operation,
	"environment": "production",
	"context": {"tenant_id": "t-1", "user_id": user_id},
}

test_an_admin_does_everything_but_export if {
	every operation in {"listUsers", "getUser", "createUser", "updateUser", "deleteUser"} {
		authz.allow with input as request(ada, operation, "u-bob")
	}
	not authz.allow with input as request(ada, "exportUsers", "u-bob")
}

test_support_reads_only if {
	authz.allow with input as request(sue, "getUser", "u-bob")
	not authz.allow with input as request(sue, "updateUser", "u-bob")
}

test_everybody_sees_and_changes_their_own_record if {
	authz.allow with input as request(bob, "getUser", "u-bob")
	authz.allow with input as request(bob, "updateUser", "u-bob")
	not authz.allow with input as request(bob, "getUser", "u-ada")
	not authz.allow with input as request(bob, "deleteUser", "u-bob")
}

test_an_unknown_operation_is_denied_with_that_reason if {
	not authz.allow with input as request(ada, "dropTable", "u-bob")
	"operation dropTable is not known" in authz.deny_reason with input as request(ada, "dropTable", "u-bob")
}

test_roles_come_from_data if {
	not authz.allow with input as request(sue, "createUser", "u-new")
	authz.allow with input as request(sue, "createUser", "u-new")
		with data.users_service.roles as {"support": ["users:write"]}
}

test_another_tenant_is_for_operators if {
	foreign := object.union(request(ada, "getUser", "u-bob"), {"context": {"tenant_id": "t-2"}})
	not authz.allow with input as foreign
	operator := object.union(ada, {"roles": ["operator"]})
	authz.allow with input as object.union(foreign, {"caller": operator})
}

test_an_allowed_request_has_no_reason if {
	authz.deny_reason == set() with input as request(ada, "getUser", "u-bob")
}

test_a_key_does_what_its_scopes_say if {
	key := {"type": "api_key", "key_id": "k-sync", "scopes": ["users:read"]}
	authz.allow with input as request(key, "listUsers", "u-bob")
	not authz.allow with input as request(key, "createUser", "u-bob")
}

test_a_suspended_user_sees_nothing if {
	mallory := object.union(ada, {"user_id": "u-mallory"})
	authz.deny_reason == {"u-mallory is suspended"} with input as request(mallory, "getUser", "u-bob")
}

test_an_admin_does_not_delete_their_own_record if {
	authz.deny_reason == {"nobody deletes their own record"} with input as request(ada, "deleteUser", "u-ada")
}
