/** Interviews with children whom the police met: by whom, when, and who sits beside the child. Once, by an officer who is certified for it. */
@ApplicationModule(
        id = "interviews",
        allowedDependencies = {"access", "forms", "journal", "operations", "pages", "vault", "web"})
@NullMarked
package org.akoma.enforcement.interviews;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
