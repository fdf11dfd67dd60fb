package io.multiboard.sync.engine.archive;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Does the same to many files, on as many threads as there are processors.
final class Parallel {
  private Parallel() {}

  /// Largest first, so that no long one is left for the end. The first failure stops the rest and
  /// is thrown; an interruption stops all.
  static void each(List<ArchiveFile> files, Consumer<ArchiveFile> action) {
    int threads = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
    if (threads <= 1) {
      files.forEach(action);
      return;
    }
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("archive-check-", 0).daemon().factory())) {
      CompletionService<ArchiveFile> service = new ExecutorCompletionService<>(pool);
      files.stream()
          .sorted(Comparator.comparingLong(ArchiveFile::size).reversed())
          .forEach(file -> service.submit(() -> action.accept(file), file));
      awaitAll(service, files.size(), pool);
    }
  }

  private static void awaitAll(
      CompletionService<ArchiveFile> service, int count, ExecutorService pool) {
    try {
      for (int done = 0; done < count; done++) {
        service.take().get();
      }
    } catch (InterruptedException interruption) {
      pool.shutdownNow();
      throw Interruption.cancelled(interruption);
    } catch (ExecutionException failure) {
      pool.shutdownNow();
      throw unwrapped(failure);
    }
  }

  private static RuntimeException unwrapped(ExecutionException failure) {
    return switch (failure.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException(failure);
    };
  }
}
