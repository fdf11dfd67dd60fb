/// What tests of several rooms stand on: real servers, judges, and a network that fails on demand.
@NullMarked
package io.multiboard.sync.testing;

import org.jspecify.annotations.NullMarked;
