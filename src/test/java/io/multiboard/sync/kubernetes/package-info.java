/// The chart, and the whole on a real cluster: what runs them, and what they must do.
@NullMarked
package io.multiboard.sync.kubernetes;

import org.jspecify.annotations.NullMarked;
