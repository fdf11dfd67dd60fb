/// The envelope between the operator and its workers: what is to be done, how far it is, and what
/// came of it. It knows no Kubernetes, and holds no secret.
@NullMarked
package io.multiboard.sync.order;

import org.jspecify.annotations.NullMarked;
