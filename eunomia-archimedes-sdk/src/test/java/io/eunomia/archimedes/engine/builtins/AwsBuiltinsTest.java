package io.eunomia.archimedes.engine.builtins;

import static io.eunomia.archimedes.engine.builtins.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.builtins.aws.AwsCredentials;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import org.junit.jupiter.api.Test;

class AwsBuiltinsTest {
  private static final String SIGN = "providers.aws.sign_req";
  private static final String TIME = "1440938160000000000";
  private static final String CONFIG =
      "{\"aws_access_key\":\"AKIDEXAMPLE\",\"aws_region\":\"us-east-1\",\"aws_service\":\"iam\","
          + "\"aws_secret_access_key\":\"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\"}";
  private static final String REQUEST = "{\"method\":\"GET\",\"url\":\"https://h/\"}";

  private final Calls calls = new Calls();

  @Test
  void whenRequestIsThatOfTheDocumentation_thenSoIsTheSignature() throws BuiltinException {
    String request =
        "{\"method\":\"GET\","
            + "\"url\":\"https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08\","
            + "\"headers\":{\"Content-Type\":"
            + "\"application/x-www-form-urlencoded; charset=utf-8\",\"User-Agent\":\"x\"}}";
    ObjectValue headers = headers(calls.value(SIGN, request, CONFIG, TIME));
    assertThat(headers.get("Authorization"))
        .isEqualTo(
            Value.of(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                    + "SignedHeaders=content-type;host;x-amz-date,Signature="
                    + "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"));
    assertThat(headers.get("x-amz-date")).isEqualTo(Value.of("20150830T123600Z"));
    assertThat(headers.get("host")).isEqualTo(Value.of("iam.amazonaws.com"));
    assertThat(headers.get("User-Agent")).isEqualTo(Value.of("x"));
  }

  @Test
  void whenBodyIsAnother_thenSoIsTheSignature() throws BuiltinException {
    String empty = calls.call(SIGN, REQUEST, CONFIG, TIME);
    String body = REQUEST.replace("}", ",\"raw_body\":\"{}\"}");
    String json = REQUEST.replace("}", ",\"body\":{}}");
    assertThat(calls.call(SIGN, body, CONFIG, TIME)).isNotEqualTo(empty);
    assertThat(headers(calls.value(SIGN, json, CONFIG, TIME)))
        .isEqualTo(headers(calls.value(SIGN, body, CONFIG, TIME)));
    String unsigned = CONFIG.replace("}", ",\"disable_payload_signing\":true}");
    assertThat(headers(calls.value(SIGN, json, unsigned, TIME)))
        .isEqualTo(headers(calls.value(SIGN, REQUEST, unsigned, TIME)));
  }

  @Test
  void whenCredentialsLastForAWhile_thenTheTokenGoesWithThem() throws BuiltinException {
    String config = CONFIG.replace("}", ",\"aws_session_token\":\"t\"}");
    ObjectValue headers = headers(calls.value(SIGN, REQUEST, config, TIME));
    assertThat(headers.get("x-amz-security-token")).isEqualTo(Value.of("t"));
  }

  @Test
  void whenOperandsAreWrong_thenSaysWhich() {
    assertThat(calls.error(SIGN, "{\"url\":\"x\"}", CONFIG, TIME))
        .isEqualTo("operand 1 missing required request parameters(s): {\"method\"}");
    assertThat(calls.error(SIGN, "{\"url\":\"x\",\"method\":\"GET\",\"y\":1}", CONFIG, TIME))
        .isEqualTo("operand 1 invalid request parameters(s): {\"y\"}");
    assertThat(calls.error(SIGN, REQUEST.replace("}", ",\"headers\":1}"), CONFIG, TIME))
        .isEqualTo("operand 0 must be object but got number");
    assertThat(calls.error(SIGN, REQUEST, CONFIG.replace("\"iam\"", "1"), TIME))
        .isEqualTo(
            "operand 2 invalid values for required AWS config parameters(s): {\"aws_service\"}");
    assertThat(calls.error(SIGN, REQUEST, CONFIG, "1.5"))
        .isEqualTo("operand 3 could not convert time_ns value into a unix timestamp");
    assertThat(calls.error(SIGN, REQUEST.replace("https", ":"), CONFIG, TIME))
        .isEqualTo("parse \":://h/\": missing protocol scheme");
  }

  @Test
  void whenCredentialsAreShown_thenWithoutSecrets() {
    assertThat(new AwsCredentials("s3", "r", "access", "hidden", "token"))
        .asString()
        .doesNotContain("hidden", "token");
    assertThat(
            calls.error(SIGN, REQUEST, "{\"aws_secret_access_key\":" + text("hidden") + "}", TIME))
        .doesNotContain("hidden");
  }

  private static ObjectValue headers(Value request) {
    Value headers = ((ObjectValue) request).get("headers");
    if (headers instanceof ObjectValue object) {
      return object;
    }
    throw new AssertionError("no headers: " + request);
  }
}
