package example.rules

import data.people as everyone

default allow := false

allow if "admin" in input.roles

allow := {"by": name} if {
	some name
	everyone[name].id == input.id
} else := "late" if {
	not input.early
}

roles[user] contains role if some user, role in data.roles

area(shape) := shape.w * shape.h if shape.kind == "box" else := 0

if.not[x].every := x if { x := 1 } { x := 2 }
