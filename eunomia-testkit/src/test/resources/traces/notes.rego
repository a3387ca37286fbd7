# notes
package x_test

p if {
	trace("in p")
	input.x
}

q if {
	input.x
	trace("never")
}

test_notes if {
	not q
	x := sprintf("x is %d", [5])
	trace(x)
	some y in ["a", "b"]
	z := [trace(concat("", ["of ", y])), 1]
	z == [true, 1]
	p
}
