/** Keys and what they seal: one data key per file, wrapped by a compartment's master key; blind tokens for search. */
@ApplicationModule(
        id = "vault",
        allowedDependencies = {"database"})
@NullMarked
package org.akoma.ground.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
