# full
package x_test

allow if input.method == "GET"

test_post_allowed if {
	allow with input as {"method": "POST"}
}
