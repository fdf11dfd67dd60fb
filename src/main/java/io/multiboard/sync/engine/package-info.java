/// Export, import and verification as short procedures over the engine's rooms.
@NullMarked
package io.multiboard.sync.engine;

import org.jspecify.annotations.NullMarked;
