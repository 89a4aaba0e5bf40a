/** What a programme settles for itself: the first day, and the limits in which it differs from the defaults. */
@ApplicationModule(
        id = "settings",
        allowedDependencies = {"access", "database", "decisions", "forms", "pages", "reference", "web"})
@NullMarked
package org.akoma.ground.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
