package example.terms

values := [
	null, true, -1.50, "a\u00e9\n", `raw`, [_], {1, 2,}, {"k": v}, set(), {}, # all of them
	[x | x := input.xs[_]; x > 1], {x | some x in xs}, {k: v | some k, v in xs},
	a.b["c d"][e](f, g(h)).i, (1 + 2) * 3 - 4 / 5 % 6 | 7 & 8,
	$"text {a + 1} \{b} {c with input as d}", $`raw {e}`,
]

p if {
	every k, v in {"a": 1} { k != v; v } with input.x as 1 with data.y as 2
	x == 1 in [true]
	("k", "v" in o) != false
	y = [z]
}
