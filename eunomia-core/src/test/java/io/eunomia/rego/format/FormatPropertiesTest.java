package io.eunomia.rego.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RandomModule;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds of the formatter for any module, however it is laid out. */
class FormatPropertiesTest {
  @Property(tries = 3000)
  void whenAModuleIsFormatted_thenItMeansTheSameAndStaysAsItIs(@ForAll("sources") String source) {
    if (!isRego(source)) {
      return;
    }
    FormatResult result = format(source);
    assertThat(result.text()).as("%s\n%s", result, source).isNotNull();
    String text = result.text();
    assertThat(format(String.valueOf(text)).text()).as(source).isEqualTo(text);
  }

  private static FormatResult format(String text) {
    return RegoFormatter.format(SourceText.of("m.rego", text), FormatOptions.V1);
  }

  private static boolean isRego(String text) {
    @Nullable Module module =
        RegoParser.parseModule(
            SourceText.of("m.rego", text),
            RegoFormatter.parser(io.eunomia.rego.ast.RegoVersion.V1),
            new Diagnostics());
    return module != null;
  }

  @Provide
  Arbitrary<String> sources() {
    return Arbitraries.randomValue(FormatPropertiesTest::source);
  }

  /** A random module with white space where there may be some. */
  private static String source(Random random) {
    String printed = AstPrinter.print(new RandomModule(random).module());
    int breaks = random.nextInt(12);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < printed.length(); i++) {
      char c = printed.charAt(i);
      boolean bracket = "[({,".indexOf(c) >= 0;
      if (bracket) {
        out.append(c);
      }
      if ((bracket || c == ' ') && random.nextInt(40) < breaks) {
        out.append(random.nextInt(4) > 0 ? "" : " # note " + i).append("\n");
        out.append(random.nextInt(6) > 0 ? "" : "\n").append(random.nextInt(9) > 0 ? "" : "# comment\n");
      } else if (!bracket) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
