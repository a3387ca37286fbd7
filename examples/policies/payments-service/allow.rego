# METADATA
# title: Payments service
# description: Who may move how much money.
package payments_service.authz

import data.common.callers

default allow := false

allow if {
	permitted
	count(deny_reason) == 0
}

permitted if {
	input.operation_id == "getPayment"
	callers.has_any_role({"clerk", "approver", "treasurer", "auditor"})
}

permitted if {
	input.operation_id == "createPayment"
	callers.has_any_role({"clerk", "treasurer"})
}

permitted if {
	input.operation_id == "approvePayment"
	callers.has_any_role({"approver", "treasurer"})
}

permitted if {
	input.operation_id == "refundPayment"
	callers.has_any_role({"clerk", "treasurer"})
}

# The shop takes payments through its key, in small sums.
permitted if {
	input.operation_id == "createPayment"
	callers.has_scope("payments:create")
	input.context.amount <= data.payments_service.key_limit
}

# Bookkeeping reads payments.
permitted if {
	input.operation_id == "getPayment"
	callers.service == "ledger-service"
}
