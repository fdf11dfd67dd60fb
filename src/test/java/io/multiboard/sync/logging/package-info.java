/// Tests of the logging.
@NullMarked
package io.multiboard.sync.logging;

import org.jspecify.annotations.NullMarked;
