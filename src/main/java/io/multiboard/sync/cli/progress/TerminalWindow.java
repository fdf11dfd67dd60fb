package io.multiboard.sync.cli.progress;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalInt;

/// What the C library knows of the terminal on standard error: whether there is one, and how wide
/// it is. Asks the kernel alone; nothing is written to the terminal and nothing read from it.
/// Thread-safe.
final class TerminalWindow {
  private static final int STANDARD_ERROR = 2;

  /// `TIOCGWINSZ` of Linux, and of macOS.
  private static final long SIZE_ON_LINUX = 0x5413;

  private static final long SIZE_ON_MAC = 0x40087468;

  /// `struct winsize`: four short numbers, of which the second is the columns.
  private static final long WINDOW_BYTES = 8;

  private static final long COLUMNS_AT = 2;

  private final MethodHandle ioctl;
  private final long request;

  private TerminalWindow(MethodHandle ioctl, long request) {
    this.ioctl = ioctl;
    this.request = request;
  }

  /// The terminal on standard error; empty where there is none, or where nobody can tell.
  static Optional<TerminalWindow> onStandardError() {
    String system = System.getProperty("os.name", "");
    boolean mac = system.startsWith("Mac");
    if (!mac && !system.equals("Linux")) {
      return Optional.empty();
    }
    MethodHandle isTerminal = function("isatty", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    if (number(isTerminal, STANDARD_ERROR) != 1) {
      return Optional.empty();
    }
    MethodHandle ioctl =
        function(
            "ioctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.firstVariadicArg(2));
    return Optional.of(new TerminalWindow(ioctl, mac ? SIZE_ON_MAC : SIZE_ON_LINUX));
  }

  /// How many columns it has now; empty where it does not say.
  OptionalInt columns() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment window = arena.allocate(WINDOW_BYTES);
      int columns =
          number(ioctl, STANDARD_ERROR, request, window) == 0
              ? window.get(JAVA_SHORT, COLUMNS_AT)
              : 0;
      return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
    }
  }

  /// Restricted, because a wrong form would crash the process: these forms are those of the C
  /// library.
  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, FunctionDescriptor form, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), form, options);
  }

  private static int number(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (Throwable impossible) {
      throw new IllegalStateException("a function of the C library failed", impossible);
    }
  }
}
