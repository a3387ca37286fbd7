package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyInput;
import io.eunomia.testkit.TestRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service with its policies as they are in the sources: nothing needs to be built before. */
class OrdersServiceTest {
  private static TestRuntime runtime;
  private static OrdersService service;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    runtime =
        TestRuntime.builder(OrdersService.NAME).policies(Path.of("src/main/policies")).start();
    service =
        OrdersService.start(0, runtime.runtime(), Client.keys(directory), Client.orders());
  }

  @AfterAll
  static void stop() {
    service.close();
    runtime.close();
  }

  @Test
  void ownersReadAndChangeTheirOrders() throws Exception {
    Client alice = new Client(service.port(), "alices key");

    assertEquals(200, alice.put("/orders/1", "two lamps").statusCode());
    assertEquals("two lamps", alice.get("/orders/1").body());
  }

  @Test
  void ordersOfOthersAreDeniedAsThoseThatAreNotThere() throws Exception {
    Client alice = new Client(service.port(), "alices key");

    assertEquals(403, alice.get("/orders/2").statusCode());
    assertEquals(403, alice.get("/orders/3").statusCode());
  }

  @Test
  void supportLooksAndDoesNotTouch() throws Exception {
    Client support = new Client(service.port(), "supports key");

    assertEquals("a chair", support.get("/orders/2").body());
    assertEquals(403, support.put("/orders/2", "nothing").statusCode());
  }

  @Test
  void whoIsNotKnownIsNotAskedFurther() throws Exception {
    assertEquals(401, new Client(service.port(), "").get("/orders/1").statusCode());
    assertEquals(401, new Client(service.port(), "no key").get("/orders/1").statusCode());
  }

  @Test
  void thePolicySaysWhyItDenies() {
    PolicyDecision decision =
        runtime.authorize(
            PolicyInput.builder(
                    new Caller.ApiKey("k-1", "shop", List.of("orders:read"), "alice"),
                    OrdersService.NAME,
                    "changeOrder",
                    "PUT",
                    "/orders/1")
                .context("owner_id", "alice")
                .build());

    assertFalse(decision.allowed());
    assertTrue(decision.reasons().contains("the key has no scope for changeOrder"));
  }
}
