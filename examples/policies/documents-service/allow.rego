# METADATA
# title: Documents service
# description: A grant on a folder holds for everything below it.
package documents_service.authz

import data.common.callers
import data.documents_service.folders

default allow := false

allow if {
	permitted
	count(deny_reason) == 0
}

# The caller's level on the folder, or on one above it, is high enough.
permitted if {
	callers.is_user
	folders.level >= required_level
}

# Anybody may read what lies right in a public folder.
permitted if {
	input.operation_id == "readDocument"
	data.documents_service.tree[input.context.folder_id].public
}

# The indexer reads everything.
permitted if {
	callers.service == "search-indexer"
	input.operation_id == "readDocument"
}

required_level := data.documents_service.levels[data.documents_service.operations[input.operation_id]]
