def log = new File(basedir, 'build.log').text
def policies = { module -> new File(basedir, module + '/src/main/policies').canonicalPath }

def expected = [
  "[ERROR] ${policies('broken')}/orders-service/allow.rego:[5,10] rego_unsafe_var_error: var role is unsafe",
  '    allow if input.caller.roles[_] == role',
  "on project broken: 1 error in policies, the first: ${policies('broken')}/orders-service/allow.rego:[5,10] rego_unsafe_var_error",
  "[ERROR] ${policies('allowing')}/orders-service/allow.rego:[3,9] eunomia_default_deny: the default of allow is not false",
  "[ERROR] ${policies('unreadable')}/orders-service/data.json:[2,21] json_parse_error: ",
  "[ERROR] ${policies('failing')}/orders-service/authz_test.rego:[7,1] FAILED data.orders_service.authz_test.test_nobody_else_may: undefined",
  'policy tests: 1 passed, 1 failed, 0 errored, 0 skipped',
  'no policy test found',
  "${policies('nowhere')}: there is no such directory of policies",
  "[WARNING] ${policies('warned')}/shop-service/allow.rego:[1,9] eunomia_no_service: ",
  '1 warning in policies, which must have none, the first: ',
]
expected.each { assert log.contains(it) }

// What failed left no bundle.
['broken', 'allowing', 'unreadable', 'failing', 'untested', 'warned'].each {
  assert !new File(basedir, it + '/target/eunomia/orders-service/bundle.tar.gz').exists()
}
return true
