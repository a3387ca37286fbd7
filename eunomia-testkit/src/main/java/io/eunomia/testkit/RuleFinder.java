package io.eunomia.testkit;

import io.eunomia.compile.Parsing;
import io.eunomia.policy.source.PolicyFile;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.instrument.CaseProbes;
import io.eunomia.rego.instrument.TestNames;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the rules that are tests. */
final class RuleFinder {
  private final PolicySources sources;
  private final TestOptions options;
  private final Map<String, FoundRule> found = new LinkedHashMap<>();

  private RuleFinder(PolicySources sources, TestOptions options) {
    this.sources = sources;
    this.options = options;
  }

  /** Those that the options want, in the order of the files as they are compiled. */
  static List<FoundRule> find(PolicySources sources, TestOptions options) {
    RuleFinder finder = new RuleFinder(sources, options);
    List<PolicyFile> files = new ArrayList<>(sources.policies());
    files.addAll(sources.tests());
    finder.find(files);
    return List.copyOf(finder.found.values());
  }

  private void find(List<PolicyFile> files) {
    Parsing parsing = Parsing.of(options.rego());
    List<Module> modules = new ArrayList<>();
    List<PolicyFile> parsed = new ArrayList<>();
    for (PolicyFile file : files) {
      // What is wrong in it is reported where it is compiled.
      Module module =
          RegoParser.parseModule(file.source(), parsing.of(file.source()), new Diagnostics());
      if (module != null) {
        modules.add(module);
        parsed.add(file);
      }
    }
    List<Module> distinct = TestNames.distinct(modules);
    for (int i = 0; i < distinct.size(); i++) {
      for (Rule rule : distinct.get(i).rules()) {
        add(parsed.get(i), distinct.get(i), rule);
      }
    }
  }

  private void add(PolicyFile file, Module module, Rule rule) {
    String own = TestNames.of(rule);
    String name = module.path().dotted() + "." + own;
    if (!TestNames.isTest(own) || !options.run().matcher(name).find()) {
      return;
    }
    String entrypoint =
        module.path().path().stream()
                .map(step -> step instanceof StringTerm s ? s.value() : step.toString())
                .collect(Collectors.joining("/"))
            + "/"
            + own;
    Span span = rule.head().span();
    TestDescription test =
        new TestDescription(
            name,
            TestDescription.Kind.RULE,
            span.source().name(),
            span.line(),
            span.column(),
            service(file));
    found.putIfAbsent(
        name,
        new FoundRule(
            test, entrypoint, TestNames.isTodo(own), CaseProbes.hasCases(rule), problem(rule)));
  }

  private @Nullable String service(PolicyFile file) {
    return sources.services().stream()
        .filter(service -> service.tests().contains(file) || service.policies().contains(file))
        .map(ServiceDirectory::name)
        .findFirst()
        .orElse(null);
  }

  // What is neither a condition nor one of cases must not pass for one.
  private static String problem(Rule rule) {
    if (rule.head().isFunction()) {
      return "a test has no parameters";
    }
    return rule.head().isMultiValue() ? "a test is a condition, and no set of results" : "";
  }
}
