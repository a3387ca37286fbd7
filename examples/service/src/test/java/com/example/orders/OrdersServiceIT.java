package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eunomia.archimedes.PolicyRuntime;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is delivered: with the bundle that is in its jar. */
class OrdersServiceIT {
  @Test
  void requestsAreAllowedAndDeniedByTheBundle(@TempDir Path directory) throws Exception {
    try (PolicyRuntime runtime = OrdersService.openRuntime();
        OrdersService service =
            OrdersService.start(0, runtime, Client.keys(directory), Client.orders())) {
      Client alice = new Client(service.port(), "alices key");

      HttpResponse<String> own = alice.get("/orders/1");
      assertEquals(200, own.statusCode());
      assertEquals("a lamp", own.body());

      HttpResponse<String> foreign = alice.get("/orders/2");
      assertEquals(403, foreign.statusCode());
      assertEquals("application/json", foreign.headers().firstValue("content-type").orElse(""));
      assertTrue(foreign.body().contains("\"code\":\"AUTHORIZATION_DENIED\""), foreign.body());
      assertTrue(foreign.body().contains("\"operation_id\":\"getOrder\""), foreign.body());
      assertFalse(foreign.body().contains("somebody else"), foreign.body());

      assertEquals("1.0.0", runtime.status().active().identity().version());
      assertEquals(1, runtime.status().decisions().denied());
    }
  }
}
