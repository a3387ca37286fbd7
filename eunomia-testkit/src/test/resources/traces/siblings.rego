# full
package x_test

f(x) := x + 1

g(x) := x * 2

test_siblings if {
	f(1) + g(2) == 7
}
