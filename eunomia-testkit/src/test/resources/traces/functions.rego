# full
package x_test

f("a") := 1

f(x) := 2 if x == "b"

f(x) := 3 if startswith(x, "c")

default f(_) := 4

test_functions if {
	f("c") == 3
	f("d") == 5
}
