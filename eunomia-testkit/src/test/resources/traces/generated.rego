# full
package x_test

f(x) := x

test_generated if {
	print("a", [x | some x in [1]], f(2))
	s := $"hello {f(1)} {[x | x := 1]}"
	s == "hello"
}
