package shop_service.authz_test

import data.shop_service.authz

test_everybody_has_a_shop if {
	authz.allow with input as {"caller": {"user_id": "sue"}, "context": {"shop": "shop of sue"}}
}
