/// Resources as people write them in YAML, held to the same rules in the same words as the API
/// server does: the schemas in `crds/`.
@NullMarked
package io.multiboard.sync.manifest.written;

import org.jspecify.annotations.NullMarked;
