package example.v0

import future.keywords.in

p[x] { x := 1 } { x := 2 }
q[x] = y { some x, y in [1] }
r { if := contains; every }
s.t
