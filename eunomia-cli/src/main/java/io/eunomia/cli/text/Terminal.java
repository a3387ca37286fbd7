package io.eunomia.cli.text;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** What this process is looked at with. */
public final class Terminal {
  private Terminal() {}

  /** Whether somebody sits at a terminal that shows what is printed. */
  @SuppressWarnings("SystemConsoleNull") // it is null before Java 22, and asked since then
  public static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since Java 22 there is a console also where there is no terminal, and this to ask it.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /** Whether colours may be used there: not if {@code NO_COLOR} is set, or it has none. */
  public static boolean hasColours() {
    String no = System.getenv("NO_COLOR");
    return isThere() && (no == null || no.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
  }
}
