# full
package x_test

f(x) := x

test_iterations if {
	f([1, 2][_]) > 1
	some y in [2, 3]
	f(y) == 4
}
