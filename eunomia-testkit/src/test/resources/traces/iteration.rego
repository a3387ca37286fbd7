# full
package x_test

test_iteration if {
	some x in [1, 2, 3]
	x > 5
}
