import java.util.zip.GZIPInputStream

def log = new File(basedir, 'build.log').text
assert !log.contains('PRIVATE KEY')
assert !log.contains('not marked @threadSafe') && !log.contains('not thread-safe')
['orders-service', 'shop-service'].each {
  def text = new GZIPInputStream(new File(basedir, 'policies/target/eunomia/' + it + '/bundle.tar.gz').newInputStream()).bytes
  def tar = new String(text, 'ISO-8859-1')
  assert tar.contains('.signatures.json')
  assert tar.contains('"revision":"0123456789abcdef0123456789abcdef01234567"')
  assert tar.contains('"sequence":42')
  assert tar.contains('"version":"1.2.0"')
}
assert !new File(basedir, 'policies/target/classes/META-INF').exists()
return true
