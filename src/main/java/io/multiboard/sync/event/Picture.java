package io.multiboard.sync.event;

import java.time.Duration;
import java.util.List;

/// A run at one moment.
///
/// @param stage what it is doing, in words
/// @param done from 0 to 1, over all halves; never falls, and is 1 only at the end
/// @param objects what else is being made, such as `INDEX public.part_name_idx`
public record Picture(
    String stage,
    Duration elapsed,
    double done,
    TimeLeft left,
    List<HalfShown> halves,
    List<String> objects) {
  public Picture {
    halves = List.copyOf(halves);
    objects = List.copyOf(objects);
  }
}
