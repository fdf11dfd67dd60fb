/// The operator: sees (observations), decides (pure planners, sealed decisions), tells (status),
/// and asks workers for what touches a database. It holds no Secret and reaches no database.
@NullMarked
package io.multiboard.sync.reconcile;

import org.jspecify.annotations.NullMarked;
