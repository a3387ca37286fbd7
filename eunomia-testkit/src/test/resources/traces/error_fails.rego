# fails
package x_test

c := 1

c := 2 if not input.x

test_error if {
	x := 1
	c == x
}
