package io.eunomia.maven;

import io.eunomia.policy.source.AtomicFile;
import io.eunomia.policy.source.LoadLimits;
import io.eunomia.policy.source.RegoFile;
import io.eunomia.rego.format.FormatOptions;
import io.eunomia.rego.format.FormatResult;
import io.eunomia.rego.format.RegoFormatter;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Formats policies and their tests, as {@code eunomia fmt} does; or says which are not. */
@Mojo(name = "fmt", threadSafe = true)
final class FmtMojo extends EunomiaMojo {
  /** Change nothing, and fail if a file is not formatted. */
  @Parameter(property = "eunomia.fmt.check", defaultValue = "false")
  private boolean check;

  @Override
  void run(Path root) throws IOException, MojoFailureException {
    FormatOptions options = FormatOptions.of(version());
    List<Diagnostic> found = new ArrayList<>();
    List<Path> changed = new ArrayList<>();
    List<RegoFile> files = RegoFile.read(List.of(root), LoadLimits.defaults());
    for (RegoFile file : files) {
      FormatResult result = RegoFormatter.format(file.source(), options);
      String text = result.text();
      found.addAll(result.diagnostics());
      if (text != null && !text.equals(file.source().text())) {
        changed.add(file.path());
        if (check) {
          getLog().error(file.path() + " is not formatted");
        } else {
          getLog().info("formatted " + file.path());
          // What a link leads to is written, and stays a link.
          AtomicFile.write(file.path().toRealPath(), text.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    new BuildLog(getLog()).report(found, false);
    if (check && !changed.isEmpty()) {
      throw new MojoFailureException(
          Words.count(changed.size(), "file") + " not formatted, which eunomia:fmt does");
    }
    getLog()
        .info(
            Words.count(files.size(), "file")
                + (check ? ": all are formatted" : ", " + changed.size() + " changed"));
  }
}
