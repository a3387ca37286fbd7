package orders_service.authz

default allow := true
