package io.multiboard.sync;

/// The door of the program.
public final class Main {
  private Main() {}

  /// Hands the arguments to the command line; the process ends with its exit status.
  public static void main(String[] arguments) {
    System.out.println("multiboard-sync " + String.join(" ", arguments));
  }
}
