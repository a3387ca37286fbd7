package io.eunomia.rego.analysis;

import io.eunomia.rego.analysis.logic.Branch;
import io.eunomia.rego.analysis.logic.Reasoner;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.Program;
import io.eunomia.rego.compiler.RuleTree;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What checks look at: modules whose names are resolved. Not thread-safe. */
public final class Subject {
  private static final Pattern LOCAL = Pattern.compile("__local\\d+__");
  private static final String TEST_FILE = "_test.rego";
  private static final String TEST_PACKAGE = "_test";

  private final List<Module> parsed;
  private final Program program;
  private final AnalysisOptions options;
  private final Reasoner reasoner;
  private final IdentityHashMap<Rule, List<Branch>> branches = new IdentityHashMap<>();
  private final IdentityHashMap<Rule, Module> moduleOf = new IdentityHashMap<>();
  private final List<List<Rule>> definitions;

  Subject(List<Module> parsed, Program program, AnalysisOptions options) {
    this.parsed = List.copyOf(parsed);
    this.program = program;
    this.options = options;
    this.reasoner = new Reasoner(program.rules(), null);
    program.modules().forEach(module -> module.rules().forEach(r -> moduleOf.put(r, module)));
    this.definitions = definitions(program.rules());
  }

  /** The modules as they were parsed. */
  public List<Module> parsed() {
    return parsed;
  }

  /** The modules, their names resolved. */
  public List<Module> modules() {
    return program.modules();
  }

  /** Their rules, by place. */
  public RuleTree rules() {
    return program.rules();
  }

  /** What may be known besides. */
  public AnalysisOptions options() {
    return options;
  }

  /** Answers questions about the rules, whatever the data are. */
  public Reasoner reasoner() {
    return reasoner;
  }

  /** The branches of a definition, as the {@link #reasoner} has them. */
  public List<Branch> branches(Rule rule) {
    return branches.computeIfAbsent(rule, reasoner::branches);
  }

  /** The definitions of each place that has some, without defaults. */
  public List<List<Rule>> definitions() {
    return definitions;
  }

  private static List<List<Rule>> definitions(RuleTree tree) {
    List<List<Rule>> all = new ArrayList<>();
    tree.forEach(
        node -> {
          List<Rule> rules = node.rules().stream().filter(rule -> !rule.isDefault()).toList();
          if (!rules.isEmpty()) {
            all.add(rules);
          }
        });
    return all;
  }

  /** The rules at a path of names below a package, or {@code null} if there is none. */
  public @Nullable RuleTree find(String packageName, String rule) {
    Ref path = modules().isEmpty() ? null : modules().get(0).path();
    if (path == null) {
      return null;
    }
    List<Term> steps = new ArrayList<>();
    for (String step : (packageName + "." + rule).split("\\.", -1)) {
      steps.add(StringTerm.of(step, path.span()));
    }
    return rules().find(steps);
  }

  /** The module that a rule is in. */
  public Module moduleOf(Rule rule) {
    return Objects.requireNonNull(moduleOf.get(rule));
  }

  /** A rule's name within its package. */
  public String nameOf(Rule rule) {
    Ref ref = rule.head().ref();
    List<Term> own = ref.path().subList(moduleOf(rule).path().path().size(), ref.path().size());
    Term first = own.get(0);
    String name = first instanceof StringTerm text ? text.value() : first.toString();
    StringBuilder out = new StringBuilder(name);
    for (Term step : own.subList(1, own.size())) {
      out.append(step instanceof StringTerm text ? "." + text.value() : "[" + step + "]");
    }
    return LOCAL
        .matcher(out)
        .replaceAll(
            local ->
                Matcher.quoteReplacement(
                    program.localNames().getOrDefault(local.group(), local.group())));
  }

  /** Whether a module holds tests: its file is named so, or its package. */
  public static boolean isTest(Module module) {
    return isTestFile(module) || module.path().dotted().endsWith(TEST_PACKAGE);
  }

  /** Whether the file of a module is named as files of tests are. */
  public static boolean isTestFile(Module module) {
    return module.span().source().name().endsWith(TEST_FILE);
  }
}
