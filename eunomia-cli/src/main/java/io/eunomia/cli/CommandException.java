package io.eunomia.cli;

import io.eunomia.rego.source.Diagnostic;
import java.util.List;

/** Ends a command: with what to tell, and with which exit code. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final transient List<Diagnostic> diagnostics;

  private CommandException(int exitCode, String message, List<Diagnostic> diagnostics) {
    super(message);
    this.exitCode = exitCode;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** The work failed. */
  static CommandException failed(String message) {
    return new CommandException(ExitCode.FAILED, message, List.of());
  }

  /** A policy has errors. */
  static CommandException findings(List<Diagnostic> diagnostics) {
    return new CommandException(ExitCode.FAILED, "", diagnostics);
  }

  /** What was asked for cannot be. */
  static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message, List.of());
  }

  /** Input cannot be read or is invalid. */
  static CommandException invalidInput(String message) {
    return new CommandException(ExitCode.INVALID_INPUT, message, List.of());
  }

  /** The other side cannot be reached. */
  static CommandException unreachable(String message) {
    return new CommandException(ExitCode.UNREACHABLE, message, List.of());
  }

  int exitCode() {
    return exitCode;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
