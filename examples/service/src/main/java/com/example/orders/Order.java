package com.example.orders;

/** What somebody ordered. */
public record Order(String id, String owner, String item) {}
