# full
package x_test

default allow := false

allow if input.ok

test_default if allow
