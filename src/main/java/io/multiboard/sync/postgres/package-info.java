/// All that speaks JDBC: addresses, sessions, quoting, server versions, SQLSTATE to reason.
@NullMarked
package io.multiboard.sync.postgres;

import org.jspecify.annotations.NullMarked;
