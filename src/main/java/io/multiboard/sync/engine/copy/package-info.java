/// COPY streaming: shares of tables dealt to a crew of threads, a connection each.
@NullMarked
package io.multiboard.sync.engine.copy;

import org.jspecify.annotations.NullMarked;
