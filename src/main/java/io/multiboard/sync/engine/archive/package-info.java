/// PostgreSQL's directory format to the byte, data files, compression and the manifest.
@NullMarked
package io.multiboard.sync.engine.archive;

import org.jspecify.annotations.NullMarked;
