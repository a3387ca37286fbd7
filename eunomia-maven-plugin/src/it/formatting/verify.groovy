def log = new File(basedir, 'build.log').text
def policies = new File(basedir, 'src/main/policies').canonicalPath
assert log.contains("[ERROR] ${policies}/orders-service/allow.rego is not formatted")
assert log.contains('1 file not formatted, which eunomia:fmt does')
assert log.contains("formatted ${policies}/orders-service/allow.rego")
assert log.contains('2 files, 1 changed')
assert log.contains('2 files, 0 changed')
assert log.contains('2 files: all are formatted')
def text = new File(policies, 'orders-service/allow.rego').text
assert text == 'package orders_service.authz\n\ndefault allow := false\n\nallow if {\n\tinput.caller.type == "user" # no robots\n}\n'

assert log.contains('policy tests cover 75% of the lines, less than the threshold of 90%')
assert new File(basedir, 'target/coverage.html').text.contains('</html>')
def suites = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-eunomia-policies.xml'))
assert suites.depthFirst().findAll { it.name() == 'testcase' }.size() == 1
return true
