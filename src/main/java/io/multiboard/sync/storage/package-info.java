/// Where archives lie: what a volume holds of a sync's runs, the room on it, and files that are
/// either whole or not there.
@NullMarked
package io.multiboard.sync.storage;

import org.jspecify.annotations.NullMarked;
