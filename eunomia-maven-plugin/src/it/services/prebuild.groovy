import java.security.KeyPairGenerator

def generator = KeyPairGenerator.getInstance('EC')
generator.initialize(256)
def key = new File(basedir, 'policies/release.pem')
key.text = '-----BEGIN PRIVATE KEY-----\n' + generator.generateKeyPair().private.encoded.encodeBase64(true) + '-----END PRIVATE KEY-----\n'
return true
