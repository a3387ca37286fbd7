package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.pki.Certificate;
import io.eunomia.archimedes.engine.builtins.pki.CertificateChain;
import io.eunomia.archimedes.engine.builtins.pki.CertificateRequest;
import io.eunomia.archimedes.engine.builtins.pki.CertificateText;
import io.eunomia.archimedes.engine.builtins.pki.KeyPairText;
import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import io.eunomia.archimedes.engine.builtins.pki.PrivateKeyText;
import io.eunomia.archimedes.engine.builtins.pki.VerifyOptions;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.List;

/** {@code crypto.x509.*} and {@code crypto.parse_private_keys}. */
final class X509Builtins {
  private static final int MAX_LENGTH = 1024 * 1024;
  private static final Value REFUSED =
      new ArrayValue(List.of(Value.of(false), new ArrayValue(List.of())));

  private X509Builtins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins
        .add(
            "crypto.x509.parse_certificates",
            Reading.builtin(
                (context, arguments) ->
                    Certificate.json(CertificateText.certificates(text(arguments, 0)))))
        .add("crypto.x509.parse_and_verify_certificates", Reading.builtin(X509Builtins::verify))
        .add(
            "crypto.x509.parse_and_verify_certificates_with_options",
            Reading.builtin(X509Builtins::verifyWithOptions))
        .add(
            "crypto.x509.parse_certificate_request",
            Reading.builtin((context, arguments) -> CertificateRequest.json(text(arguments, 0))))
        .add(
            "crypto.x509.parse_keypair",
            Reading.builtin(
                (context, arguments) -> KeyPairText.json(text(arguments, 0), text(arguments, 1))))
        .add(
            "crypto.x509.parse_rsa_private_key",
            Reading.builtin((context, arguments) -> PrivateKeyText.firstAsJwk(text(arguments, 0))))
        .add(
            "crypto.parse_private_keys",
            Reading.builtin((context, arguments) -> PrivateKeyText.all(text(arguments, 0))));
  }

  private static Value verify(BuiltinContext context, Value... arguments)
      throws BuiltinException, MalformedDataException {
    List<Certificate> certificates = certificates(arguments);
    return CertificateChain.verify(certificates, VerifyOptions.at(context.now()))
        .map(chain -> accepted(Certificate.json(chain)))
        .orElse(REFUSED);
  }

  private static Value verifyWithOptions(BuiltinContext context, Value... arguments)
      throws BuiltinException, MalformedDataException {
    List<Certificate> certificates = certificates(arguments);
    ObjectValue given = Operands.object(arguments, 1);
    if (certificates.isEmpty()) {
      return REFUSED;
    }
    return CertificateChain.verify(certificates, VerifyOptions.read(given, context.now()))
        .map(chain -> accepted(Certificate.plainJson(chain)))
        .orElse(REFUSED);
  }

  /** What is no certificate is not verified, which is an answer and not an error. */
  private static List<Certificate> certificates(Value... arguments) throws BuiltinException {
    try {
      return CertificateText.certificates(text(arguments, 0));
    } catch (MalformedDataException e) {
      return List.of();
    }
  }

  private static Value accepted(Value chain) {
    return new ArrayValue(List.of(Value.of(true), chain));
  }

  private static String text(Value[] arguments, int index) throws BuiltinException {
    String text = Operands.string(arguments, index);
    if (text.length() > MAX_LENGTH) {
      throw new BuiltinException("the text is larger than " + MAX_LENGTH + " characters");
    }
    return text;
  }
}
