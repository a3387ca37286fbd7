def bundle = { module -> new File(basedir, module + '/target/classes/META-INF/eunomia/orders-service/bundle.tar.gz') }
def log = new File(basedir, 'build.log').text

// The policies of the first are none at all; the tests of the others fail.
assert !bundle('nothing').exists()
['untested', 'uncompiled', 'ignored'].each { assert bundle(it).exists() }
assert log.findAll('\\[INFO] skipped').size() == 5
assert log.findAll('FAILED data.orders_service').size() == 1
return true
