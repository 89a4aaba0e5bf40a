/** Sign-in: passwords, second factors, sessions, devices and tokens. */
@ApplicationModule(
        id = "signin",
        allowedDependencies = {"access", "database", "forms", "vault", "web"})
@NullMarked
package org.akoma.ground.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
