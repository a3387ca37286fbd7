package io.eunomia.testkit.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Locale;
import java.util.Optional;

/** What coverage can be written as. */
public enum CoverageFormat {
  /** For people: a line for all, and one for each file that is not covered whole. */
  TEXT("txt") {
    @Override
    public String write(Coverage coverage) {
      return CoverageText.of(coverage, false);
    }
  },
  /** OPA's coverage report. */
  JSON("json") {
    @Override
    public String write(Coverage coverage) {
      try {
        return MAPPER.writeValueAsString(CoverageJson.of(coverage)) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  },
  /** One page with the sources, in which it is marked what was not evaluated. */
  HTML("html") {
    @Override
    public String write(Coverage coverage) {
      return CoverageHtml.of(coverage);
    }
  },
  /** The tracefile of LCOV, which most services and editors read. */
  LCOV("info") {
    @Override
    public String write(Coverage coverage) {
      return CoverageLcov.of(coverage);
    }
  };

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final String extension;

  CoverageFormat(String extension) {
    this.extension = extension;
  }

  /** The whole report; every line ends with a newline. */
  public abstract String write(Coverage coverage);

  /**
   * The format of a file by its name: {@code .json}, {@code .html}, {@code .info} or {@code .lcov},
   * {@code .txt}.
   */
  public static Optional<CoverageFormat> ofFile(String name) {
    String found = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (CoverageFormat format : values()) {
      if (format.extension.equals(found)) {
        return Optional.of(format);
      }
    }
    return found.equals("lcov") ? Optional.of(LCOV) : Optional.empty();
  }
}
