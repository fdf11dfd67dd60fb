/// What can go wrong: one list of reasons for conditions, events, metrics and exit texts.
@NullMarked
package io.multiboard.sync.failure;

import org.jspecify.annotations.NullMarked;
