package io.eunomia.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command that ran in this process, and what it left. */
record Ran(int exitCode, String out, String err) {
  static Ran eunomia(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int exitCode =
        EunomiaCli.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words);
    return new Ran(exitCode, out.toString(), err.toString());
  }
}
