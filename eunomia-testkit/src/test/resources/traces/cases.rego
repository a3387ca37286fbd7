# full
package x_test

test_cases[name] if {
	some name, x in {"a": 1, "b": 2}
	x == 1
}
