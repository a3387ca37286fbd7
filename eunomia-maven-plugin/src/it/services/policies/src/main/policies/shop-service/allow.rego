package shop_service.authz

default allow := false

allow if acme.shop_of(input.caller.user_id) == input.context.shop
