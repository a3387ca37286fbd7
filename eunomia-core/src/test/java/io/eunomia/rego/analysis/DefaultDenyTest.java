package io.eunomia.rego.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DefaultDenyTest {
  @Test
  void whenDefaultIsFalse_thenAllIsWell() {
    assertThat(check("package a.authz\ndefault allow := false\nallow if input.x")).isEmpty();
    assertThat(check("package a.authz\ndefault allow = false")).isEmpty();
  }

  @Test
  void whenDefaultStandsInAnotherFile_thenAllIsWell() {
    assertThat(
            check("package a.authz\nallow if input.x", "package a.authz\ndefault allow := false"))
        .isEmpty();
  }

  @Test
  void whenThereIsNoDefault_thenThePackageIsNamed() {
    assertThat(check("package a.authz\nallow if input.x\ndefault deny := false"))
        .singleElement()
        .satisfies(
            d -> assertThat(d.message()).isEqualTo("package a.authz has no default for allow"))
        .satisfies(d -> assertThat(d.span().line()).isEqualTo(1));
  }

  @Test
  void whenDefaultIsNotFalse_thenItsPlaceIsNamed() {
    for (String value : List.of("true", "\"no\"", "0")) {
      assertThat(check("package a.authz\n\ndefault allow := " + value))
          .singleElement()
          .satisfies(d -> assertThat(d.span().line()).isEqualTo(3));
    }
  }

  @Test
  void whenNoModuleHasThePackage_thenNothingIsSaid() {
    assertThat(check("package b\nallow := true")).isEmpty();
  }

  private static List<Diagnostic> check(String... texts) {
    List<Module> modules = new ArrayList<>();
    for (String text : texts) {
      modules.add(
          Objects.requireNonNull(
              RegoParser.parseModule(
                  SourceText.of("p.rego", text), ParserOptions.V1, new Diagnostics())));
    }
    Diagnostics diagnostics = new Diagnostics();
    DefaultDeny.check(modules, "a.authz", diagnostics);
    return diagnostics.all();
  }
}
