package io.eunomia.archimedes.store;

/** How far a transaction has come. Tests end the process there. */
enum Step {
  BEGUN,
  JOURNAL,
  CONTENT,
  BUNDLE,
  LINE,
  HOLDS,
  RETENTION,
  CLEANED,
  COMMITTED
}
