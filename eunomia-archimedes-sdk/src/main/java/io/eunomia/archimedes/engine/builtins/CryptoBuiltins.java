package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests: modules of ours have them built in, those of other compilers call the host. */
final class CryptoBuiltins {
  private CryptoBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins
        .addForOthers("crypto.md5", digest("MD5"))
        .addForOthers("crypto.sha1", digest("SHA-1"))
        .addForOthers("crypto.sha256", digest("SHA-256"))
        .addForOthers("crypto.hmac.md5", hmac("HmacMD5"))
        .addForOthers("crypto.hmac.sha1", hmac("HmacSHA1"))
        .addForOthers("crypto.hmac.sha256", hmac("HmacSHA256"))
        .addForOthers("crypto.hmac.sha512", hmac("HmacSHA512"))
        .addForOthers("crypto.hmac.equal", CryptoBuiltins::equal);
  }

  private static Builtin digest(String algorithm) {
    return (context, arguments) -> {
      try {
        byte[] text = utf8(Operands.string(arguments, 0));
        return hex(MessageDigest.getInstance(algorithm).digest(text));
      } catch (GeneralSecurityException e) {
        throw new BuiltinException(algorithm + " is not available");
      }
    };
  }

  private static Builtin hmac(String algorithm) {
    return (context, arguments) -> {
      byte[] text = utf8(Operands.string(arguments, 0));
      byte[] key = utf8(Operands.string(arguments, 1));
      try {
        Mac mac = Mac.getInstance(algorithm);
        // The JDK refuses an empty key; padding makes it zeros, and so does this.
        mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
        return hex(mac.doFinal(text));
      } catch (GeneralSecurityException e) {
        throw new BuiltinException(algorithm + " is not available");
      }
    };
  }

  private static Value equal(BuiltinContext context, Value... arguments) throws BuiltinException {
    return Value.of(
        MessageDigest.isEqual(
            utf8(Operands.string(arguments, 0)), utf8(Operands.string(arguments, 1))));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Value hex(byte[] bytes) {
    return Value.of(HexFormat.of().formatHex(bytes));
  }
}
