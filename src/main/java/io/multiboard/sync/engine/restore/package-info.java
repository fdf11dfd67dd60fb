/// A table of contents and its rows made into a database: order, parallel work, one entry after the
/// other.
@NullMarked
package io.multiboard.sync.engine.restore;

import org.jspecify.annotations.NullMarked;
