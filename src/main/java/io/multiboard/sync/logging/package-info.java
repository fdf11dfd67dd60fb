/// The log: where it goes, how it looks, and what it never shows.
@NullMarked
package io.multiboard.sync.logging;

import org.jspecify.annotations.NullMarked;
