package payments_service.authz_test

import data.payments_service.authz
import data.payments_service.limits

user(id, roles) := {"type": "user", "user_id": id, "roles": roles, "groups": []}

cleo := user("u-cleo", ["clerk"])

tom := user("u-tom", ["treasurer"])

request(caller, operation, context) := {
	"caller": caller,
	"service": "payments-service",
	"operation_id": operation,
	"context": object.union({"currency": "EUR", "account": "acc-1", "country": "DE"}, context),
}

test_a_limit_is_reached_exactly_and_not_passed_by_a_cent_fraction if {
	authz.allow with input as request(cleo, "createPayment", {"amount": 1000.1, "spent_today": 0})
	not authz.allow with input as request(cleo, "createPayment", {"amount": 1000.1000000000000001, "spent_today": 0})
}

test_sums_are_exact if {
	limits.day_total == 0.3 with input as request(cleo, "createPayment", {"amount": 0.1, "spent_today": 0.2})
	authz.allow with input as request(cleo, "createPayment", {"amount": 0.1, "spent_today": 2500.2})
	not authz.allow with input as request(cleo, "createPayment", {"amount": 0.11, "spent_today": 2500.2})
}

# These two differ by one beyond what a double can tell apart.
test_large_sums_are_exact if {
	large := {"currency": "CHF", "amount": 9007199254740993, "spent_today": 1}
	authz.allow with input as request(tom, "createPayment", large)
	not authz.allow with input as request(tom, "createPayment", object.union(large, {"spent_today": 2}))
	not authz.allow with input as request(tom, "createPayment", object.union(large, {"amount": 9007199254740994, "spent_today": 0}))
}

test_the_reason_names_amount_and_limit if {
	authz.deny_reason == {"1000.25 EUR is above the limit of 1000.1 EUR for one payment"} with input as request(cleo, "createPayment", {"amount": 1000.25, "spent_today": 0})
}

test_four_eyes if {
	paid := {"amount": 500, "created_by": "u-cleo"}
	authz.allow with input as request(tom, "approvePayment", paid)
	not authz.allow with input as request(tom, "approvePayment", object.union(paid, {"created_by": "u-tom"}))
	not authz.allow with input as request(cleo, "approvePayment", paid)
}

test_amounts_are_positive_numbers if {
	every amount in [0, -5, "5", null] {
		not authz.allow with input as request(cleo, "createPayment", {"amount": amount, "spent_today": 0})
	}
}

test_a_refund_is_never_more_than_was_paid if {
	authz.allow with input as request(cleo, "refundPayment", {"amount": 0.1, "refunded": 0.2, "captured": 0.3})
	not authz.allow with input as request(cleo, "refundPayment", {"amount": 0.1, "refunded": 0.3, "captured": 0.3})
}

test_a_currency_without_limit_is_not_without_limits if {
	not authz.allow with input as request(cleo, "createPayment", {"currency": "JPY", "amount": 1, "spent_today": 0})
}

test_who_reads_payments[name] if {
	ledger := {"type": "spiffe", "trust_domain": "example.org", "service_name": "ledger-service"}
	some name, tc in {
		"a clerk": {"caller": cleo, "allowed": true},
		"bookkeeping": {"caller": ledger, "allowed": true},
		"bookkeeping of another trust domain": {"caller": object.union(ledger, {"trust_domain": "example.net"}), "allowed": false},
		"nobody": {"caller": {"type": "anonymous"}, "allowed": false},
	}
	authz.allow == tc.allowed with input as request(tc.caller, "getPayment", {})
}

test_the_shop_pays_small_sums if {
	shop := {"type": "api_key", "key_id": "k-shop", "scopes": ["payments:create"]}
	authz.allow with input as request(shop, "createPayment", {"amount": 49.95, "spent_today": 0})
	not authz.allow with input as request(shop, "createPayment", {"amount": 49.96, "spent_today": 0})
}

test_the_reason_names_who_may_not if {
	authz.deny_reason == {"anonymous may not refundPayment"} with input as request({"type": "anonymous"}, "refundPayment", {"amount": 1, "refunded": 0, "captured": 1})
}
