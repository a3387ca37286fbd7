# METADATA
# title: Who asks
# description: Questions about the caller that every service asks the same way.
package common.callers

is_user if input.caller.type == "user"

is_api_key if input.caller.type == "api_key"

# The name of a workload of our own trust domain; another domain's workloads have none.
service := input.caller.service_name if {
	input.caller.type == "spiffe"
	input.caller.trust_domain == data.common.trust_domain
}

has_role(role) if {
	is_user
	role in input.caller.roles
}

has_any_role(roles) if {
	some role in roles
	has_role(role)
}

has_scope(scope) if {
	is_api_key
	scope in input.caller.scopes
}

# A missing tenant on either side is never the same tenant.
same_tenant if {
	is_user
	input.caller.tenant_id == input.context.tenant_id
}

# What a caller is called in a reason.
label := input.caller.user_id if {
	is_user
} else := input.caller.key_id if {
	is_api_key
} else := input.caller.spiffe_id if {
	input.caller.type == "spiffe"
} else := "anonymous"
