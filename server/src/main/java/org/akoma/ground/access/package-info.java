/** Who may see and do what: actors, roles, verbs, grants on files; people and structures, to read; and the transaction that an actor enters. */
@ApplicationModule(
        id = "access",
        allowedDependencies = {"database", "vault", "web"})
@NullMarked
package org.akoma.ground.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
