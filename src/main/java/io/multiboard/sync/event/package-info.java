/// What happened during a run, for eyes; the outcome of a run is told elsewhere.
@NullMarked
package io.multiboard.sync.event;

import org.jspecify.annotations.NullMarked;
