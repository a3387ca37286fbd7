# METADATA
# title: The tree of folders
# description: Which folders lie above a document, and what was granted on them.
package documents_service.folders

# The graph that leads from every folder to the one it lies in.
parents[id] := above if {
	some id, folder in data.documents_service.tree
	above := [parent | parent := folder.parent]
}

# The document's folder and all that it lies in. A folder that does not exist lies nowhere.
ancestors := graph.reachable(parents, {input.context.folder_id})

# The highest level that was granted to the caller on any of them.
level := max({data.documents_service.levels[grant.level] |
	some folder in ancestors
	some grant in data.documents_service.tree[folder].grants
	concerns_caller(grant)
})

concerns_caller(grant) if grant.user == input.caller.user_id

concerns_caller(grant) if grant.group in input.caller.groups
