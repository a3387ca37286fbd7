package io.eunomia.archimedes.engine.builtins.aws;

import io.eunomia.archimedes.engine.builtins.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4: which headers a request needs so that AWS believes who sends it. */
public final class SignatureV4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String CONTENT_HASH = "x-amz-content-sha256";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  /** Services that want the hash of the content in a header. */
  private static final Set<String> WITH_CONTENT_HASH = Set.of("s3", "glacier");

  /** Proxies may alter them on the way. */
  private static final Set<String> UNSIGNED_HEADERS =
      Set.of("authorization", "user-agent", "x-amzn-trace-id");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private SignatureV4() {}

  /**
   * The headers of a request and its signature with them.
   *
   * @param request what is asked of AWS
   * @param credentials who asks
   * @param time when
   */
  public static Map<String, String> headers(
      AwsRequest request, AwsCredentials credentials, Instant time) {
    String contentHash = request.signsBody() ? hex(sha256(request.body())) : UNSIGNED;
    Map<String, String> added = new LinkedHashMap<>();
    added.put("host", request.uri().host());
    added.put("x-amz-date", TIME.format(time));
    if (WITH_CONTENT_HASH.contains(credentials.service())) {
      added.put(CONTENT_HASH, contentHash);
    }
    if (!credentials.sessionToken().isEmpty()) {
      added.put("x-amz-security-token", credentials.sessionToken());
    }
    Map<String, String> signed = new TreeMap<>(added);
    request
        .headers()
        .forEach(
            (name, value) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!UNSIGNED_HEADERS.contains(lower)) {
                signed.put(lower, value);
              }
            });
    String names = String.join(";", signed.keySet());
    String scope = scope(credentials, time);
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            TIME.format(time),
            scope,
            hex(sha256(canonical(request, signed, names, contentHash))));
    Map<String, String> all = new LinkedHashMap<>(request.headers());
    all.put(
        "Authorization",
        ALGORITHM
            + " Credential="
            + credentials.accessKey()
            + '/'
            + scope
            + ",SignedHeaders="
            + names
            + ",Signature="
            + hex(hmac(signingKey(credentials, time), toSign)));
    all.putAll(added);
    return all;
  }

  private static byte[] canonical(
      AwsRequest request, Map<String, String> signed, String names, String contentHash) {
    Uri uri = request.uri();
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append('\n');
    text.append(uri.escapedPath()).append('\n');
    text.append(uri.rawQuery()).append('\n');
    signed.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    text.append('\n').append(names).append('\n').append(contentHash);
    return utf8(text.toString());
  }

  private static String scope(AwsCredentials credentials, Instant time) {
    return String.join(
        "/", DATE.format(time), credentials.region(), credentials.service(), "aws4_request");
  }

  private static byte[] signingKey(AwsCredentials credentials, Instant time) {
    byte[] key = hmac(utf8("AWS4" + credentials.secretKey()), DATE.format(time));
    key = hmac(key, credentials.region());
    key = hmac(key, credentials.service());
    return hmac(key, "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
