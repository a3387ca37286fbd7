package payments_service.authz

import data.common.callers
import data.payments_service.limits

deny_reason contains reason if {
	not permitted
	reason := sprintf("%s may not %s", [callers.label, input.operation_id])
}

moves_money if input.operation_id in {"createPayment", "approvePayment", "refundPayment"}

# Without this, a negative payment would pass every limit.
deny_reason contains "the amount must be a number above zero" if {
	moves_money
	not amount_is_positive
}

amount_is_positive if {
	is_number(input.context.amount)
	input.context.amount > 0
}

deny_reason contains reason if {
	input.operation_id in {"createPayment", "approvePayment"}
	callers.is_user
	input.context.amount > limits.payment
	reason := sprintf("%v %s is above the limit of %v %s for one payment", [
		input.context.amount,
		input.context.currency,
		limits.payment,
		input.context.currency,
	])
}

deny_reason contains reason if {
	input.operation_id == "createPayment"
	limits.day_total > limits.daily
	reason := sprintf("%v %s today would be above the limit of %v %s a day", [
		limits.day_total,
		input.context.currency,
		limits.daily,
		input.context.currency,
	])
}

# No limit for a currency means no payment in it, not payments without limit.
deny_reason contains reason if {
	input.operation_id in {"createPayment", "approvePayment"}
	callers.is_user
	not limits.payment
	reason := sprintf("%s has no limit in %s", [callers.label, input.context.currency])
}

deny_reason contains "a payment is approved by somebody else than who created it" if {
	input.operation_id == "approvePayment"
	input.context.created_by == input.caller.user_id
}

deny_reason contains reason if {
	input.operation_id == "refundPayment"
	limits.refund_total > input.context.captured
	reason := sprintf("refunds of %v %s would be above the %v %s that were paid", [
		limits.refund_total,
		input.context.currency,
		input.context.captured,
		input.context.currency,
	])
}

deny_reason contains reason if {
	moves_money
	input.context.country in data.payments_service.embargoed
	reason := sprintf("no payments to %s", [input.context.country])
}

deny_reason contains reason if {
	moves_money
	some account in data.payments_service.frozen_accounts
	account == input.context.account
	reason := sprintf("account %s is frozen", [account])
}
