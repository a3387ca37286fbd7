# full
package x_test

set contains "a" if input.a

set contains x if {
	some x in ["b", "c"]
}

object[k] := v if {
	some k, v in {"a": 1, "b": 2}
	v > 1
}

object.c := 3

object.d := lower("D")

test_set if {
	set == {"a"}
}

test_object if {
	count(object) == 2
}
