/// The table of contents: objects in dependency order with their DDL text.
@NullMarked
package io.multiboard.sync.engine.toc;

import org.jspecify.annotations.NullMarked;
