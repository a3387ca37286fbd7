package users_service.authz

default allow := false

# What each of the service's five operations requires.
required := {
	"listUsers": "users:read",
	"getUser": "users:read",
	"createUser": "users:write",
	"updateUser": "users:write",
	"deleteUser": "users:admin",
}

allow if {
	input.caller.type == "user"
	some role in input.caller.roles
	required[input.operation_id] in data.roles[role]
	not deny
}

allow if {
	input.caller.type == "spiffe"
	input.operation_id in data.services[input.caller.service_name]
	not deny
}

deny if input.caller.tenant_id in data.suspended_tenants
