/** Sign-in through a provider of identities (OpenID Connect), for people who linked their account with it; not there unless the operator names one. */
@ApplicationModule(
        id = "openid",
        allowedDependencies = {"access", "database", "signin", "vault", "web"})
@NullMarked
package org.akoma.ground.openid;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
