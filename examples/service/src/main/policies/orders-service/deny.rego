package orders_service.authz

deny_reason contains reason if {
	not has_scope
	reason := sprintf("the key has no scope for %s", [input.operation_id])
}

deny_reason contains "the order belongs to somebody else" if not may_touch_the_order
