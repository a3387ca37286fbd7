package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.policy.source.PolicyLoader;
import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who does not test with JUnit, or has no Micrometer, does not need them. */
class OptionalDependenciesTest {
  private static final Pattern OPTIONAL =
      Pattern.compile("(?i)(junit|opentest4j|jqwik|archunit|assertj|micrometer|apiguardian).*");

  /** Class names of what is run without JUnit; in a loader of its own. */
  @SuppressWarnings("unused") // called by reflection
  public static final class Program {
    private Program() {}

    /** Decides, and runs tests of policies. */
    public static String run(String policies) throws Exception {
      try (TestRuntime runtime = TestRuntime.allowAll("users-service");
          RecordedAudit audit = new RecordedAudit()) {
        audit.events();
        TestReport report =
            PolicyTests.run(
                PolicyLoader.withDefaults().load(List.of(Path.of(policies))),
                TestOptions.defaults().withRun(Pattern.compile("users")));
        return runtime.decisions().count() + " decisions, " + report.passed();
      }
    }
  }

  @Test
  void whenThereIsNoJUnit_thenPoliciesAreTestedAllTheSame() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!OPTIONAL.matcher(Path.of(entry).getFileName().toString()).matches()) {
        classPath.add(Path.of(entry).toUri().toURL());
      }
    }
    Path policies = Path.of(System.getProperty("eunomia.root", ".."), "examples", "policies");
    try (URLClassLoader loader =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(
              () ->
                  Class.forName("io.eunomia.testkit.junit.PolicyExtension", true, loader)
                      .getDeclaredMethods())
          .isInstanceOf(NoClassDefFoundError.class);
      Method run =
          Class.forName(Program.class.getName(), true, loader).getMethod("run", String.class);
      assertThat(run.invoke(null, policies.toString())).isEqualTo("0 decisions, true");
    }
  }
}
