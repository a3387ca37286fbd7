package io.eunomia.testkit.report;

import io.eunomia.testkit.TestCase;
import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestFailure;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Results as the XML that JUnit's tools write: a suite for each package and service, a test case
 * for each test, or for each case of it.
 */
public final class JUnitXml {
  /** An element {@code testcase}. */
  private record Entry(
      String name,
      TestResult result,
      TestOutcome outcome,
      @Nullable TestFailure failure,
      Duration took) {}

  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The document. */
  public static String of(TestReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new JUnitXml(xml).document(report);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.append('\n').toString();
  }

  private void document(TestReport report) throws XMLStreamException {
    Map<String, List<Entry>> suites = new LinkedHashMap<>();
    for (TestResult result : report.results()) {
      TestNameParts name = TestNameParts.of(result.test());
      suites.computeIfAbsent(name.group(), key -> new ArrayList<>()).addAll(entries(result, name));
    }
    List<Entry> all = suites.values().stream().flatMap(List::stream).toList();
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    counts(all);
    for (Map.Entry<String, List<Entry>> suite : suites.entrySet()) {
      open("testsuite", 1);
      attribute("name", suite.getKey());
      counts(suite.getValue());
      for (Entry entry : suite.getValue()) {
        entry(suite.getKey(), entry);
      }
      close(1);
    }
    close(0);
    xml.writeEndDocument();
  }

  private static List<Entry> entries(TestResult result, TestNameParts name) {
    if (result.cases().isEmpty()) {
      return List.of(
          new Entry(name.name(), result, result.outcome(), result.failure(), result.duration()));
    }
    List<Entry> leaves = new ArrayList<>();
    leaves(result, name.name(), result.cases(), leaves);
    // How long a case took is not known.
    Duration each = result.duration().dividedBy(leaves.size());
    return leaves.stream()
        .map(leaf -> new Entry(leaf.name, result, leaf.outcome, leaf.failure, each))
        .toList();
  }

  private static void leaves(
      TestResult result, String name, List<TestCase> cases, List<Entry> leaves) {
    for (TestCase each : cases) {
      String own = name + "[" + each.name() + "]";
      if (each.cases().isEmpty()) {
        TestOutcome outcome = each.passed() ? TestOutcome.PASSED : TestOutcome.FAILED;
        leaves.add(new Entry(own, result, outcome, each.failure(), Duration.ZERO));
      } else {
        leaves(result, own, each.cases(), leaves);
      }
    }
  }

  private void counts(List<Entry> entries) throws XMLStreamException {
    attribute("tests", String.valueOf(entries.size()));
    attribute("failures", count(entries, TestOutcome.FAILED));
    attribute("errors", count(entries, TestOutcome.ERRORED));
    attribute("skipped", count(entries, TestOutcome.SKIPPED));
    attribute(
        "time", seconds(entries.stream().map(Entry::took).reduce(Duration.ZERO, Duration::plus)));
  }

  private static String count(List<Entry> entries, TestOutcome outcome) {
    return String.valueOf(entries.stream().filter(e -> e.outcome == outcome).count());
  }

  private void entry(String suite, Entry entry) throws XMLStreamException {
    TestDescription test = entry.result.test();
    open("testcase", 2);
    attribute("name", entry.name);
    attribute("classname", suite);
    attribute("file", test.file());
    attribute("line", String.valueOf(test.line()));
    attribute("time", seconds(entry.took));
    switch (entry.outcome) {
      case PASSED -> {}
      case FAILED -> problem("failure", entry);
      case ERRORED -> problem("error", entry);
      case SKIPPED -> {
        xml.writeEmptyElement("skipped");
        attribute("message", entry.result.message());
      }
    }
    if (!entry.result.printed().isEmpty()) {
      open("system-out", 3);
      xml.writeCharacters(allowed(String.join("\n", entry.result.printed())));
      xml.writeEndElement();
    }
    close(2);
  }

  private void problem(String element, Entry entry) throws XMLStreamException {
    TestFailure failure = entry.failure;
    open(element, 3);
    attribute(
        "message",
        failure == null ? entry.result.message() : "does not hold: " + failure.expression());
    StringBuilder text = new StringBuilder(entry.result.place());
    if (failure != null) {
      text.append('\n').append(failure.place()).append(": ").append(failure.expression());
      failure
          .values()
          .forEach((name, value) -> text.append("\n    ").append(name + " is " + value));
    }
    xml.writeCharacters(allowed(text.toString()));
    xml.writeEndElement();
  }

  private void open(String element, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(element);
  }

  private void close(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, allowed(value));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.6f", duration.toNanos() / 1e9);
  }

  /** What no document of XML 1.0 may have is replaced. */
  private static String allowed(String text) {
    StringBuilder allowed = new StringBuilder();
    text.codePoints().map(c -> isAllowed(c) ? c : 0xFFFD).forEach(allowed::appendCodePoint);
    return allowed.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
