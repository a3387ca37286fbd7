package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.uri.Uri;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code http.send} is asked for. Not shown as text: headers and bodies are nobody's business.
 *
 * @param method in upper case
 * @param uri where to
 * @param headers by their names as they were written; the case of letters does not matter
 * @param body null for none
 * @param followsRedirects whether the answer to a redirect is asked for
 * @param decoding how the body of the response becomes a value
 * @param tls how servers are known, and who asks
 * @param timeoutNanos of one attempt; 0 for none
 * @param retries after a failure of the network
 * @param caching what is kept from one evaluation to another
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record SendRequest(
    String method,
    Uri uri,
    Map<String, String> headers,
    byte @Nullable [] body,
    boolean followsRedirects,
    Decoding decoding,
    TlsParameters tls,
    long timeoutNanos,
    int retries,
    Caching caching) {

  /** The same to another place. */
  SendRequest redirected(
      String newMethod,
      Uri newUri,
      Map<String, String> newHeaders,
      byte @Nullable [] newBody,
      TlsParameters newTls) {
    return new SendRequest(
        newMethod,
        newUri,
        newHeaders,
        newBody,
        followsRedirects,
        decoding,
        newTls,
        timeoutNanos,
        retries,
        caching);
  }

  @Override
  public String toString() {
    return "SendRequest[" + method + " " + uri.scheme() + "://" + uri.host() + "]";
  }

  /**
   * How the body of a response becomes a value.
   *
   * @param forceJson JSON, whatever the response says
   * @param forceYaml YAML, if it is not JSON
   */
  record Decoding(boolean forceJson, boolean forceYaml) {}

  /**
   * What is kept from one evaluation to another.
   *
   * @param enabled whether anything is
   * @param forcedSeconds for how long, whatever the server says; negative if the server says it
   * @param asValue whether the decoded body is kept, and not only its bytes
   */
  record Caching(boolean enabled, long forcedSeconds, boolean asValue) {
    boolean isForced() {
      return forcedSeconds >= 0;
    }
  }
}
