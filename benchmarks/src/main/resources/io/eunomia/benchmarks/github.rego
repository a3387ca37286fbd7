package github.authz

import data.entities

default allow := false

# Each role may do what those before it may.
rank := {"read": 1, "triage": 2, "write": 3, "maintain": 4, "admin": 5}

repository := entities.repositories[input.context.repository]

# The user, and all teams and organizations that they belong to, through others too.
subjects := graph.reachable(entities.members, {input.caller.user_id})

allow if {
	some subject in subjects
	rank[repository.roles[subject]] >= rank[input.operation_id]
}

# The roles that an organization gives hold for all its repositories.
allow if {
	roles := entities.organizations[repository.owner].roles
	some subject in subjects
	rank[roles[subject]] >= rank[input.operation_id]
}
