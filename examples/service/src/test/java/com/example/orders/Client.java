package com.example.orders;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody with a key. */
record Client(int port, String key) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The keys that these tests know. */
  static ApiKeys keys(Path directory) throws IOException {
    Path file = directory.resolve("keys.properties");
    Files.writeString(
        file,
        ApiKeys.hash("alices key")
            + " = k-1, shop, alice, orders:read orders:write\n"
            + ApiKeys.hash("supports key")
            + " = k-2, desk, support, orders:read support\n");
    return ApiKeys.read(file);
  }

  static Orders orders() {
    Orders orders = new Orders();
    orders.put(new Order("1", "alice", "a lamp"));
    orders.put(new Order("2", "bob", "a chair"));
    return orders;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
    return send(request(path).PUT(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    return key.isEmpty() ? request : request.header("x-api-key", key);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
