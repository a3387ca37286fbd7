package orders_service.authz

import data.common.callers

default allow := false

# Who has the permission that the operation needs.
allow if {
	callers.is_user
	some role in input.caller.roles
	input.operation_id in data.orders_service.roles[role]
}
