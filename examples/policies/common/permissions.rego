# METADATA
# title: Permissions of roles
package common.permissions

# The permissions of a caller's roles, by a table of roles to permissions. "*" at the end of a
# permission stands for all of its kind.
granted(table) := {permission |
	some role in input.caller.roles
	some permission in table[role]
}

covers(permissions, wanted) if wanted in permissions

covers(permissions, wanted) if {
	some permission in permissions
	endswith(permission, ":*")
	startswith(wanted, trim_suffix(permission, "*"))
}
