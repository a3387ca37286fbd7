# full
package x_test

p if input.x

test_not_holds if {
	not p
	not false
	1 == 2
}

test_not_fails if {
	not p with input.x as true
}
