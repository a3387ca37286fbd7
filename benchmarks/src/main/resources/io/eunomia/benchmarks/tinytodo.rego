package tinytodo.authz

import data.entities

default allow := false

open_to_all := {"createList", "getLists"}

editors_actions := {"getList", "updateList", "createTask", "updateTask", "deleteTask"}

list := entities.lists[input.context.list]

# The teams of the user, and those that these teams belong to.
teams := graph.reachable(entities.teams, {input.caller.user_id})

allow if input.operation_id in open_to_all

# All actions, and these alone may share and delete the list.
allow if list.owner == input.caller.user_id

allow if {
	input.operation_id == "getList"
	list.readers in teams
}

allow if {
	input.operation_id in editors_actions
	list.editors in teams
}
