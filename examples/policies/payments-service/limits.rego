# METADATA
# title: How much
# description: Sums of money are numbers of JSON; they are added and compared exactly.
package payments_service.limits

# The highest limit among the caller's roles, for the payment's currency.
payment := max({limit |
	some role in input.caller.roles
	limit := data.payments_service.ceilings[role][input.context.currency].payment
})

daily := max({limit |
	some role in input.caller.roles
	limit := data.payments_service.ceilings[role][input.context.currency].daily
})

# What the day's sum would be with this payment.
day_total := input.context.spent_today + input.context.amount

# What would have been refunded with this refund.
refund_total := input.context.refunded + input.context.amount
