package io.eunomia.cli;

import io.eunomia.bundle.BundleException;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.DiagnosticRenderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells why a command failed, and with which exit code. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    int exitCode = tell(exception, err);
    err.flush();
    return exitCode;
  }

  /** Prints why something failed; returns the exit code of a command that failed for that. */
  static int tell(Exception exception, PrintWriter err) {
    if (exception instanceof CommandException failure) {
      err.print(DiagnosticRenderer.render(failure.diagnostics()));
      if (!String.valueOf(failure.getMessage()).isEmpty()) {
        error(err, String.valueOf(failure.getMessage()));
      }
      return failure.exitCode();
    }
    if (exception instanceof PolicyLoadException unreadable) {
      Diagnostic diagnostic = unreadable.diagnostic();
      if (diagnostic != null) {
        err.print(DiagnosticRenderer.render(diagnostic));
      } else {
        error(err, String.valueOf(unreadable.getMessage()));
      }
      return ExitCode.INVALID_INPUT;
    }
    if (exception instanceof BundleException invalid) {
      error(err, invalid.reason().code() + ": " + invalid.getMessage());
      return ExitCode.INVALID_INPUT;
    }
    if (exception instanceof IOException io) {
      error(err, describe(io));
      return ExitCode.INVALID_INPUT;
    }
    error(err, "this is a defect of eunomia: " + exception);
    exception.printStackTrace(err);
    return ExitCode.FAILED;
  }

  private static void error(PrintWriter err, String message) {
    err.println("error: " + message);
  }

  /** What the file system says, in words. */
  static String describe(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": does not exist";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": access is denied";
    }
    if (e instanceof FileSystemException other && other.getReason() == null) {
      return other.getFile() + ": cannot be used: " + e.getClass().getSimpleName();
    }
    return String.valueOf(e.getMessage());
  }
}
