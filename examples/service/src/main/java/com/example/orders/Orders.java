package com.example.orders;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All orders. A real service has a database here. */
public final class Orders {
  private final Map<String, Order> byId = new ConcurrentHashMap<>();

  public Optional<Order> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public void put(Order order) {
    byId.put(order.id(), order);
  }
}
