/// Real PostgreSQL servers for the tests.
@NullMarked
package io.multiboard.sync.server;

import org.jspecify.annotations.NullMarked;
