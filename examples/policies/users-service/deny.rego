package users_service.authz

import data.common.callers

deny_reason contains reason if {
	not required_permission
	reason := sprintf("operation %s is not known", [input.operation_id])
}

deny_reason contains reason if {
	not permitted
	reason := sprintf("%s may not %s: permission %s is missing", [
		callers.label,
		input.operation_id,
		required_permission,
	])
}

# Operators work across tenants; nobody else does.
deny_reason contains "the record belongs to another tenant" if {
	callers.is_user
	not callers.same_tenant
	not callers.has_role("operator")
}

deny_reason contains reason if {
	callers.is_user
	input.caller.user_id in data.users_service.suspended
	reason := sprintf("%s is suspended", [input.caller.user_id])
}

deny_reason contains "nobody deletes their own record" if {
	callers.is_user
	input.operation_id == "deleteUser"
	is_own_record
}

deny_reason contains "records are not exported in production" if {
	input.operation_id == "exportUsers"
	input.environment == "production"
}
