# METADATA
# title: Orders service
# description: Who may look at orders, and who may change them.
package orders_service.authz

default allow := false

allow if {
	permitted
	count(deny_reason) == 0
}

permitted if {
	has_scope
	may_touch_the_order
}

# The key's scopes name what the operation needs; of an operation that is not listed nobody knows.
has_scope if {
	input.caller.type == "api_key"
	data.orders_service.operations[input.operation_id] in input.caller.scopes
}

# Everybody's keys are for their own orders.
may_touch_the_order if input.context.owner_id == input.caller.owner_id

# Support looks at all orders, and changes none.
may_touch_the_order if {
	input.operation_id == "getOrder"
	"support" in input.caller.scopes
}
