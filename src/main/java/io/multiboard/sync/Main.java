package io.multiboard.sync;

import io.multiboard.sync.cli.Commands;
import io.multiboard.sync.cli.Surroundings;
import java.util.concurrent.atomic.AtomicInteger;

/// The door of the program.
public final class Main {
  private Main() {}

  /// Hands the arguments to the command line; the process ends with its exit status. The command
  /// runs on a virtual thread, because an interrupt, as by Ctrl-C, reaches that even while it waits
  /// for a server.
  public static void main(String[] arguments) throws InterruptedException {
    Surroundings surroundings = Surroundings.ofProcess(Runtime.getRuntime()::halt);
    AtomicInteger status = new AtomicInteger(1);
    Thread.ofVirtual()
        .name("command")
        .start(() -> status.set(Commands.run(arguments, surroundings)))
        .join();
    System.exit(status.get());
  }
}
