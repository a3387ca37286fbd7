import java.util.zip.ZipFile

def log = new File(basedir, 'build.log').text
def runs = log.split('BUILD SUCCESS', -1)
assert runs.length == 5

assert runs[0].contains('3 files of 1 service: no errors')
assert runs[0].contains('policy tests: 3 passed, 0 failed, 0 errored, 0 skipped')
def first = (runs[0] =~ /orders-service: (sha256:[0-9a-f]{64}), /)
assert first.find()

assert runs[1].contains('3 files of 1 service: not changed since the last check')
assert runs[1].contains('policy tests: not changed since all passed')
assert runs[1].contains('orders-service: not changed, ' + first.group(1))

assert runs[2].contains('3 files of 1 service: no errors')
assert runs[2].contains('policy tests: 3 passed')
def second = (runs[2] =~ /orders-service: (sha256:[0-9a-f]{64}), /)
assert second.find()
assert second.group(1) != first.group(1)

assert runs[3].contains('shop-service: sha256:')

// Of the service that is not there any more, nothing is left.
assert !new File(basedir, 'target/eunomia/orders-service').exists()
assert !new File(basedir, 'target/classes/META-INF/eunomia/orders-service').exists()
def bundle = new File(basedir, 'target/eunomia/shop-service/bundle.tar.gz').bytes
new ZipFile(new File(basedir, 'target/service-1.2.0.jar')).withCloseable { jar ->
  def names = jar.entries().collect { it.name }
  assert names.findAll { it.startsWith('META-INF/eunomia/') && !it.endsWith('/') } == ['META-INF/eunomia/shop-service/bundle.tar.gz']
  assert jar.getInputStream(jar.getEntry('META-INF/eunomia/shop-service/bundle.tar.gz')).bytes == bundle
}
return true
