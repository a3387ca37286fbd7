package documents_service.authz

import data.common.callers
import data.documents_service.folders

deny_reason contains reason if {
	not permitted
	reason := sprintf("%s needs to be %s of folder %s", [
		callers.label,
		data.documents_service.operations[input.operation_id],
		input.context.folder_id,
	])
}

deny_reason contains reason if {
	not required_level
	reason := sprintf("operation %s is not known", [input.operation_id])
}

deny_reason contains reason if {
	not data.documents_service.tree[input.context.folder_id]
	reason := sprintf("folder %s does not exist", [input.context.folder_id])
}

# A hold on a folder covers all below it; not even owners delete there.
deny_reason contains reason if {
	input.operation_id == "deleteDocument"
	some folder in folders.ancestors
	data.documents_service.tree[folder].legal_hold
	reason := sprintf("folder %s is under legal hold", [folder])
}

deny_reason contains reason if {
	input.operation_id in {"editDocument", "deleteDocument"}
	input.context.locked_by != input.caller.user_id
	reason := sprintf("the document is locked by %s", [input.context.locked_by])
}
