/// What a run looks like while it goes on: bars on a terminal, lines elsewhere, objects for
/// machines.
@NullMarked
package io.multiboard.sync.cli.progress;

import org.jspecify.annotations.NullMarked;
