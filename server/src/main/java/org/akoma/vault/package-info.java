/** Keys, sealed fields and blind search tokens: what a stolen disk shows is decided here. */
@ApplicationModule(allowedDependencies = {"access", "database"})
@NullMarked
package org.akoma.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
