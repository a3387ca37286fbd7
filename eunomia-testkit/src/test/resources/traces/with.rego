# full
package x_test

limit := data.limits.max

f(x) := x

now(x) := f(x) + time.now_ns()

test_data if {
	limit == 3 with data.limits.max as 4
}

test_function if {
	now(1) == 3 with f as 7 with time.now_ns as 1
}

test_rule if {
	limit == 3 with limit as 5
}
