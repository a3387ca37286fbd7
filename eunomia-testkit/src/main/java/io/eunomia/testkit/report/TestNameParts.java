package io.eunomia.testkit.report;

import io.eunomia.testkit.TestDescription;

/**
 * A test's name as reports have it that are ordered by groups.
 *
 * @param group the package of a rule with {@code data}, or the service of a fixture
 * @param name the test's name in it
 */
record TestNameParts(String group, String name) {
  static TestNameParts of(TestDescription test) {
    String name = test.name();
    if (test.kind() == TestDescription.Kind.FIXTURE) {
      String service = String.valueOf(test.service());
      return new TestNameParts(service, name.substring(service.length() + ": ".length()));
    }
    int dot = name.lastIndexOf('.');
    return new TestNameParts(name.substring(0, dot), name.substring(dot + 1));
  }
}
