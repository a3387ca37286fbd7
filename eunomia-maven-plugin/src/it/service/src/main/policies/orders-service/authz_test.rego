package orders_service.authz_test

import data.orders_service.authz

test_a_role_is_needed if {
	not authz.allow with input as {"caller": {"type": "user", "roles": []}, "operation_id": "getOrder"}
}
