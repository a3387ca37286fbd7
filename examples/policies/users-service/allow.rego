# METADATA
# title: Users service
# description: Who may read and change user records.
package users_service.authz

import data.common.callers
import data.common.permissions

default allow := false

allow if {
	permitted
	count(deny_reason) == 0
}

# A role has the permission that the operation needs.
permitted if {
	callers.is_user
	permissions.covers(permissions.granted(data.users_service.roles), required_permission)
}

# Everybody may see and change their own record, whatever their roles.
permitted if {
	callers.is_user
	input.operation_id in {"getUser", "updateUser"}
	is_own_record
}

# Other services may do what is listed for them.
permitted if input.operation_id in data.users_service.services[callers.service]

# A key may do what its scopes say.
permitted if callers.has_scope(required_permission)

required_permission := data.users_service.operations[input.operation_id]

is_own_record if input.context.user_id == input.caller.user_id
