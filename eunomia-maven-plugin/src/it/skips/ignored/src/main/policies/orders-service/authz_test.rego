package orders_service.authz_test

import data.orders_service.authz

test_users_may if authz.allow with input as {"caller": {"type": "user"}}

test_nobody_else_may if authz.allow with input as {"caller": {"type": "anonymous"}}
