# fails
package x_test

allow if input.method == "GET"

allow if {
	roles := {role |
		some role in input.roles # of the caller
		startswith(role, "admin")
	}
	count(roles) > 0
}

test_post_allowed if {
	request := {"method": "POST", "roles": ["guest"]}
	allow with input as request
}
