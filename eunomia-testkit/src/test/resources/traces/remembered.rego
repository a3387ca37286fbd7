# full
package x_test

r := count([x | some x in data.xs]) + 2

test_remembered if {
	r == 2
	r + r == 3
}
