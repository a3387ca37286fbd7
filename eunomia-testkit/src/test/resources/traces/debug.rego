# debug
package x_test

f(x, y) := z if {
	z := x + y
} else := 0

test_debug if {
	some i, x in ["a", "b"]
	n := count(x)
	every z in [1, 2] {
		not z > i + n
	}
	[_, 4] = [3, f(n, i)]
}
