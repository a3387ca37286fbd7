package documents_service.authz_test

import data.documents_service.authz
import data.documents_service.folders

user(id, groups) := {"type": "user", "user_id": id, "roles": [], "groups": groups}

request(caller, operation, folder) := {
	"caller": caller,
	"service": "documents-service",
	"operation_id": operation,
	"context": {"folder_id": folder},
}

test_the_folders_above_are_found if {
	folders.ancestors == {"drafts", "designs", "engineering", "root"} with input.context.folder_id as "drafts"
	folders.ancestors == {"root"} with input.context.folder_id as "root"
	folders.ancestors == set() with input.context.folder_id as "nowhere"
}

test_a_cycle_of_folders_ends if {
	folders.ancestors == {"a", "b"} with input.context.folder_id as "a"
		with data.documents_service.tree as {"a": {"parent": "b"}, "b": {"parent": "a"}}
}

test_a_grant_holds_below_its_folder if {
	dora := user("u-dora", [])
	authz.allow with input as request(dora, "deleteDocument", "designs")
	authz.allow with input as request(dora, "deleteDocument", "drafts")
	not authz.allow with input as request(dora, "readDocument", "engineering")
}

test_the_highest_grant_counts if {
	eve := user("u-eve", ["staff", "engineers"])
	folders.level == 2 with input as request(eve, "editDocument", "drafts")
	authz.allow with input as request(eve, "editDocument", "drafts")
	not authz.allow with input as request(eve, "deleteDocument", "drafts")
	not authz.allow with input as request(eve, "editDocument", "contracts")
}

test_a_public_folder_is_public_by_itself_only if {
	nobody := {"type": "anonymous"}
	authz.allow with input as request(nobody, "readDocument", "press")
	not authz.allow with input as request(nobody, "editDocument", "press")
	not authz.allow with input as request(nobody, "readDocument", "press-drafts")
}

test_a_legal_hold_stops_owners_below_it if {
	lena := user("u-lena", ["legal"])
	authz.allow with input as request(lena, "editDocument", "contracts-2025")
	not authz.allow with input as request(lena, "deleteDocument", "contracts-2025")
	authz.deny_reason == {"folder contracts is under legal hold"} with input as request(lena, "deleteDocument", "contracts-2025")
}

test_a_lock_stops_others_only if {
	eve := user("u-eve", ["engineers"])
	locked := object.union(request(eve, "editDocument", "designs"), {"context": {"locked_by": "u-dora"}})
	not authz.allow with input as locked
	authz.allow with input as object.union(locked, {"context": {"locked_by": "u-eve"}})
}

test_the_indexer_reads_everything if {
	indexer := {"type": "spiffe", "trust_domain": "example.org", "service_name": "search-indexer"}
	authz.allow with input as request(indexer, "readDocument", "contracts")
	not authz.allow with input as request(indexer, "editDocument", "contracts")
	not authz.allow with input as request(object.union(indexer, {"trust_domain": "example.net"}), "readDocument", "contracts")
}

test_an_unknown_operation_is_denied_with_that_reason if {
	authz.deny_reason == {"operation dropFolder is not known"} with input as request(user("u-olga", []), "dropFolder", "root")
}
