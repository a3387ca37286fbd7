import java.util.zip.GZIPInputStream

def log = new File(basedir, 'build.log').text
assert log.contains('policy tests: 3 passed, 0 failed')
assert !log.contains('PRIVATE KEY')
assert !log.contains('not marked')
['orders-service', 'shop-service'].each {
  def bundle = new File(basedir, 'policies/target/eunomia/' + it + '/bundle.tar.gz')
  def tar = new String(new GZIPInputStream(bundle.newInputStream()).bytes, 'ISO-8859-1')
  assert tar.contains('.signatures.json')
  assert tar.contains('"revision":"0123456789abcdef0123456789abcdef01234567"')
  assert tar.contains('"sequence":42')
  assert tar.contains('"version":"1.2.0"')
}
assert !new File(basedir, 'policies/target/classes/META-INF').exists()
return true
