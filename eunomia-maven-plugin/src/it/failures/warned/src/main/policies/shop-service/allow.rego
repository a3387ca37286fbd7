package shop.authz

default allow := false
