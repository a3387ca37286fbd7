# full
package x_test

test_comprehension if {
	xs := [y | some y in [1, 2]; y > 1]
	ys := {x: upper(x) | some x in {"a"}}
	count(xs) + count(ys) == 3
}
