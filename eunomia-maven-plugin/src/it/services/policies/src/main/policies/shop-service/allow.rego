package shop_service.authz

default allow := false

allow if input.caller.type == "user"
