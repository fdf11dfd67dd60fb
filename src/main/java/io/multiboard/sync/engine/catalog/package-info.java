/// The system catalog of a database, read into immutable values.
@NullMarked
package io.multiboard.sync.engine.catalog;

import org.jspecify.annotations.NullMarked;
