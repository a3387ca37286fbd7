package gdrive.authz

import data.entities

default allow := false

# Who owns a document or a folder that holds it, at any depth, may do this.
owners_actions := {"readDocument", "writeDocument", "shareDocument"}

user := entities.users[input.caller.user_id]

# The file that is asked for, and all folders that hold it.
files := graph.reachable(entities.folders, {input.context.resource})

allow if {
	input.operation_id == "readDocument"
	entities.public[input.context.resource]
}

allow if {
	input.operation_id == "readDocument"
	some file in files
	user.views[file]
}

allow if {
	input.operation_id == "readDocument"
	some group in user.groups
	some file in files
	entities.groups[group].views[file]
}

allow if {
	input.operation_id in owners_actions
	some file in files
	user.owns[file]
}

# Only who owns the document itself gives it away, only who owns the folder itself puts something into it.
allow if {
	input.operation_id in {"changeOwner", "createDocument"}
	user.owns[input.context.resource]
}
