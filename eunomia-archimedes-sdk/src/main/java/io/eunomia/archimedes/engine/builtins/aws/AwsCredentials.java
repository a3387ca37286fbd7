package io.eunomia.archimedes.engine.builtins.aws;

/**
 * Who asks AWS for something.
 *
 * @param service of AWS: {@code s3}
 * @param region of the service
 * @param accessKey the name of the key
 * @param secretKey the key; in no text of this
 * @param sessionToken of credentials that last for a while; empty for others
 */
public record AwsCredentials(
    String service, String region, String accessKey, String secretKey, String sessionToken) {
  @Override
  public String toString() {
    return "AwsCredentials[" + service + ", " + region + ", " + accessKey + "]";
  }
}
