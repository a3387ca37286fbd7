package common.callers

is_user if input.caller.type == "user"
