/** Passkeys: keys that devices keep for their people, who come in by them in place of password and code. */
@ApplicationModule(
        id = "passkeys",
        allowedDependencies = {"access", "database", "forms", "signin", "vault", "web"})
@NullMarked
package org.akoma.ground.passkeys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
