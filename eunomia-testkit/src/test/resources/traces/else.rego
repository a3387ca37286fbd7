# full
package x_test

r := 1 if {
	input.a
} else := 2 if {
	input.b
} else := 3

test_else if {
	r == 4 with input as {"b": false}
}
