# full
package x_test

test_every if {
	every x in [1, 2] {
		y := x * 2
		y < 4
	}
}
