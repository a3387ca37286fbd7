package io.eunomia.rego.ir;

/** A plan's JSON is not what it should be; the message says where, as a JSON pointer. */
public final class PlanFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlanFormatException(String message, Throwable cause) {
    super(message, cause);
  }

  PlanFormatException(String pointer, String message) {
    super((pointer.isEmpty() ? "/" : pointer) + ": " + message);
  }
}
