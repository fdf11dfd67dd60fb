/// Carries out one order: fencing, progress, cancellation, and an outcome whatever happens.
@NullMarked
package io.multiboard.sync.worker;

import org.jspecify.annotations.NullMarked;
