/// Who may do what with a database's objects: read, compared, and given back to a copy.
@NullMarked
package io.multiboard.sync.engine.privilege;

import org.jspecify.annotations.NullMarked;
