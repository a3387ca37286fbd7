# full
package x_test

f(x) := y if y := g(x) + 1

g(x) := x * 2 if x > 0

test_two_deep if {
	f(1) == 4
}
